-- rename column `book.name` to `title`
ALTER TABLE `book` RENAME COLUMN `name` TO `title`;

-- drop index `ix_name` on `book`
-- add column `book.Name`: varchar(20), null
-- add index `ix_name` on `book`: Name, pages
ALTER TABLE `book`
    DROP INDEX `ix_name`,
    ADD COLUMN `Name` varchar(20) NULL,
    ADD INDEX `ix_name` (`Name`, `pages`);
