-- rename column `note.heading` to `title`
ALTER TABLE `note` RENAME COLUMN `heading` TO `title`;

-- alter column `note.title`: varchar(60) -> varchar(40)
-- hazard[narrow-type]: fails or truncates values of `note.title` that do not fit the new type
ALTER TABLE `note` MODIFY COLUMN `title` varchar(40) NOT NULL;

-- drop primary key of `page`
-- add primary key to `page`: site, address(10)
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `page`
ALTER TABLE `page`
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (`site`, `address`(10));

-- drop column `note.count`
-- hazard[drop-column]: deletes all values of `note.count`
ALTER TABLE `note` DROP COLUMN `count`;
