-- initial

-- create table `guests`: 3 columns
CREATE TABLE `guests` (
    `id` bigint NOT NULL AUTO_INCREMENT,
    `email` varchar(120) NOT NULL,
    `name` varchar(80) NULL,
    PRIMARY KEY (`id`),
    CONSTRAINT `uq_guests_email` UNIQUE (`email`)
) DEFAULT CHARACTER SET = utf8mb4;

-- create table `entries`: 3 columns
CREATE TABLE `entries` (
    `id` bigint NOT NULL AUTO_INCREMENT,
    `guest` bigint NOT NULL,
    `line` varchar(500) NOT NULL,
    PRIMARY KEY (`id`),
    INDEX `ix_entries_guest` (`guest`),
    CONSTRAINT `fk_entries_guest` FOREIGN KEY (`guest`) REFERENCES `guests` (`id`) ON DELETE CASCADE
) DEFAULT CHARACTER SET = utf8mb4;
