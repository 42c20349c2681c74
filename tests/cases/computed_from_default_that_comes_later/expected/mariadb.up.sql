-- create table `items`: 3 columns
CREATE TABLE `items` (
    `id` bigint NOT NULL,
    `twice` int GENERATED ALWAYS AS (price * 2) STORED,
    `price` int NOT NULL DEFAULT (1 + 1),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
