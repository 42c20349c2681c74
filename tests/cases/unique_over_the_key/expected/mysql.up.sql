-- create table `users`: 2 columns
CREATE TABLE `users` (
    `id` bigint NOT NULL,
    `email` varchar(80) NOT NULL,
    PRIMARY KEY (`id`),
    CONSTRAINT `uq_users_email` UNIQUE (`email`),
    CONSTRAINT `uq_users_id` UNIQUE (`id`),
    CONSTRAINT `uq_users_mail` UNIQUE (`email`)
) DEFAULT CHARACTER SET = utf8mb4;
