-- make room before `addresses` is dropped
ALTER TABLE `addresses` DROP FOREIGN KEY `fk_addresses_person`;

-- add column `people.address`: text, not null
-- hazard[stand-in-value]: existing rows get "" in `people.address`, because the original value is unknown
ALTER TABLE `people` ADD COLUMN `address` longtext NOT NULL DEFAULT ('');

-- add column `shops.address`: text, not null
-- hazard[stand-in-value]: existing rows get "" in `shops.address`, because the original value is unknown
ALTER TABLE `shops` ADD COLUMN `address` longtext NOT NULL DEFAULT ('');

-- add column `people.address`: text, not null
-- alter column `people.height`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `people.height` that do not fit the new type
ALTER TABLE `people`
    ALTER COLUMN `address` DROP DEFAULT,
    MODIFY COLUMN `height` int NOT NULL;

-- add column `shops.address`: text, not null
-- add check constraint `ck_shops_address` on `shops`: address <> 'nowhere'
-- hazard[constraint-on-rows]: fails if existing rows of `shops` violate `ck_shops_address`
ALTER TABLE `shops`
    ALTER COLUMN `address` DROP DEFAULT,
    ADD CONSTRAINT `ck_shops_address` CHECK (address <> 'nowhere');

-- create table `olds`: 2 columns
CREATE TABLE `olds` (
    `id` bigint NOT NULL,
    `person` bigint NOT NULL,
    PRIMARY KEY (`id`),
    INDEX `fk_olds_person` (`person`),
    CONSTRAINT `fk_olds_person` FOREIGN KEY (`person`) REFERENCES `people` (`id`)
) DEFAULT CHARACTER SET = utf8mb4;

-- drop table `addresses`
-- hazard[drop-table]: deletes all rows of `addresses`
DROP TABLE `addresses`;
