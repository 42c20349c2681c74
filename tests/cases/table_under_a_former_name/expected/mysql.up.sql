-- rename table `account` to `person`
RENAME TABLE `account` TO `person`;

-- create table `account`: 2 columns
CREATE TABLE `account` (
    `id` bigint NOT NULL,
    `person` bigint NOT NULL,
    PRIMARY KEY (`id`),
    INDEX `fk_account_person` (`person`),
    CONSTRAINT `fk_account_person` FOREIGN KEY (`person`) REFERENCES `person` (`id`)
) DEFAULT CHARACTER SET = utf8mb4;

-- create table `visit`: 2 columns
CREATE TABLE `visit` (
    `id` bigint NOT NULL,
    `account` bigint NOT NULL,
    PRIMARY KEY (`id`),
    INDEX `fk_visit_account` (`account`),
    CONSTRAINT `fk_visit_account` FOREIGN KEY (`account`) REFERENCES `account` (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
