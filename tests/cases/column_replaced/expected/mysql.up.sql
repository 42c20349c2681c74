-- make room before `olds` is dropped
ALTER TABLE `olds` DROP FOREIGN KEY `fk_olds_person`;

-- alter column `people.height`: i32 -> i64
ALTER TABLE `people` MODIFY COLUMN `height` bigint NOT NULL;

-- drop check constraint `ck_shops_address` on `shops`
ALTER TABLE `shops` DROP CONSTRAINT `ck_shops_address`;

-- create table `addresses`: 3 columns
CREATE TABLE `addresses` (
    `key` bigint NOT NULL,
    `person` bigint NULL,
    `address` longtext NOT NULL,
    PRIMARY KEY (`key`),
    INDEX `fk_addresses_person` (`person`),
    CONSTRAINT `fk_addresses_person` FOREIGN KEY (`person`) REFERENCES `people` (`id`)
) DEFAULT CHARACTER SET = utf8mb4;

-- drop table `olds`
-- hazard[drop-table]: deletes all rows of `olds`
DROP TABLE `olds`;

-- drop column `people.address`
-- hazard[drop-column]: deletes all values of `people.address`
ALTER TABLE `people` DROP COLUMN `address`;

-- drop column `shops.address`
-- hazard[drop-column]: deletes all values of `shops.address`
ALTER TABLE `shops` DROP COLUMN `address`;
