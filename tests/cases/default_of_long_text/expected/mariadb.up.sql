-- create table `note`: 2 columns
CREATE TABLE `note` (
    `id` bigint NOT NULL,
    `title` longtext NOT NULL DEFAULT (''),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
