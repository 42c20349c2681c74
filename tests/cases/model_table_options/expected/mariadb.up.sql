-- create table `measure`: 2 columns
CREATE TABLE `measure` (
    `sensor` int NOT NULL,
    `at` int NOT NULL,
    PRIMARY KEY (`sensor`, `at`)
) DEFAULT CHARACTER SET = utf8mb4;

-- create table `reading`: 3 columns
CREATE TABLE `reading` (
    `id` bigint NOT NULL,
    `code` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    `changed` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

-- create table `span`: 4 columns
CREATE TABLE `span` (
    `id` int NOT NULL AUTO_INCREMENT,
    `first` int NOT NULL,
    `last` int NOT NULL,
    `name` int NULL,
    PRIMARY KEY (`id`),
    CONSTRAINT `uq_span_name` UNIQUE (`name`),
    CONSTRAINT `ck_span_first_last` CHECK (first < last)
) DEFAULT CHARACTER SET = utf8mb4 AUTO_INCREMENT = 100;
