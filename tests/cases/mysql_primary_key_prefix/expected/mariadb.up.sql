-- rename column `note.title` to `heading`
ALTER TABLE `note` RENAME COLUMN `title` TO `heading`;

-- add column `note.count`: i32, null
-- alter column `note.heading`: varchar(40) -> varchar(60)
ALTER TABLE `note`
    ADD COLUMN `count` int NULL,
    MODIFY COLUMN `heading` varchar(60) NOT NULL;

-- drop primary key of `page`
-- add primary key to `page`: site, address(20)
ALTER TABLE `page`
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (`site`, `address`(20));
