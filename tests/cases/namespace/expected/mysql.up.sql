-- create table `case_auth.users`: 2 columns
CREATE TABLE `case_auth`.`users` (
    `id` bigint NOT NULL,
    `name` varchar(80) NOT NULL,
    PRIMARY KEY (`id`),
    INDEX `ix_users_name` (`name`)
) DEFAULT CHARACTER SET = utf8mb4;
