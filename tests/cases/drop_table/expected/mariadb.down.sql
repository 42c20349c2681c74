-- create table `users`: 2 columns
CREATE TABLE `users` (
    `id` bigint NOT NULL AUTO_INCREMENT,
    `name` varchar(80) NOT NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
