-- move column `book.Name` aside
ALTER TABLE `book` RENAME COLUMN `Name` TO `_schema_old_Name`;

-- rename column `book.title` to `name`
ALTER TABLE `book` RENAME COLUMN `title` TO `name`;

-- drop unique constraint `uq_name` on `book`
-- alter column `book.pages`: i32 -> i64, not null -> null
ALTER TABLE `book`
    DROP INDEX `uq_name`,
    MODIFY COLUMN `pages` bigint NULL;

-- drop column `book.Name`
-- hazard[drop-column]: deletes all values of `book.Name`
ALTER TABLE `book` DROP COLUMN `_schema_old_Name`;
