-- create table `items`: 3 columns
CREATE TABLE `items` (
    `id` bigint NOT NULL,
    `price` int NOT NULL DEFAULT (1 + 1),
    `twice` int GENERATED ALWAYS AS (price * 2) STORED,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
