-- create table `sample`: 17 columns
CREATE TABLE `sample` (
    `id` bigint NOT NULL AUTO_INCREMENT,
    `flag` boolean NOT NULL DEFAULT TRUE,
    `count` int NOT NULL DEFAULT -7,
    `share` double NOT NULL DEFAULT 0.25,
    `price` decimal(6,2) NOT NULL DEFAULT 0.10,
    `words` varchar(40) NOT NULL DEFAULT 'it\'s \"quoted\" \\ and\nlonger',
    `key` varbinary(4) NOT NULL DEFAULT (unhex('00FF')),
    `day` date NOT NULL DEFAULT '2020-02-29',
    `today` date NOT NULL DEFAULT (CURRENT_DATE),
    `hour` time(6) NOT NULL DEFAULT (CURRENT_TIME(6)),
    `moment` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `instant` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `uuid` binary(16) NOT NULL DEFAULT (unhex('67E5504410B1426F9247BB680E5FE0C8')),
    `doc` json NOT NULL DEFAULT ('{\"a\": [1]}'),
    `mood` enum('calm', 'wild') NOT NULL DEFAULT 'wild',
    `sum` int NOT NULL DEFAULT (1 + 1),
    `lower` varchar(10) NOT NULL DEFAULT (lower('ABC')),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
