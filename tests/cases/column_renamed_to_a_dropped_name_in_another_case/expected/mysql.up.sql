-- move column `book.Name` aside
ALTER TABLE `book` RENAME COLUMN `Name` TO `_schema_old_Name`;

-- rename column `book.title` to `name`
ALTER TABLE `book` RENAME COLUMN `title` TO `name`;

-- drop index `ix_name` on `book`
-- add index `ix_name` on `book`: name, pages
ALTER TABLE `book`
    DROP INDEX `ix_name`,
    ADD INDEX `ix_name` (`name`, `pages`);

-- drop column `book.Name`
-- hazard[drop-column]: deletes all values of `book.Name`
ALTER TABLE `book` DROP COLUMN `_schema_old_Name`;
