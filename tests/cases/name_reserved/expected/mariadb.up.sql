-- create table `sqlite_things`: 1 column
CREATE TABLE `sqlite_things` (
    `id` bigint NOT NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
