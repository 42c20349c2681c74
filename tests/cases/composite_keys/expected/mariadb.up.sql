-- create table `account`: 3 columns
CREATE TABLE `account` (
    `tenant` int NOT NULL,
    `id` int NOT NULL,
    `name` varchar(40) NOT NULL,
    PRIMARY KEY (`tenant`, `id`),
    CONSTRAINT `uq_account_tenant_name` UNIQUE (`tenant`, `name`),
    INDEX `ix_account_name_tenant` (`name`, `tenant`)
) DEFAULT CHARACTER SET = utf8mb4;
