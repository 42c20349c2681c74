-- create table `users`: 3 columns
CREATE TABLE `users` (
    `id` bigint NOT NULL AUTO_INCREMENT,
    `name` varchar(80) NOT NULL,
    `bio` longtext NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
