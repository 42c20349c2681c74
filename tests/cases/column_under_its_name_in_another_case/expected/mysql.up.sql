-- move column `item.Size` aside
ALTER TABLE `item` RENAME COLUMN `Size` TO `_schema_old_Size`;

-- add column `item.size`: i32, not null, existing rows get 7
ALTER TABLE `item` ADD COLUMN `size` int NOT NULL DEFAULT 7;

-- drop index `ix_item_Size` on `item`
-- add column `item.size`: i32, not null, existing rows get 7
ALTER TABLE `item`
    DROP INDEX `ix_item_Size`,
    ALTER COLUMN `size` DROP DEFAULT;

-- drop column `item.Size`
-- hazard[drop-column]: deletes all values of `item.Size`
ALTER TABLE `item` DROP COLUMN `_schema_old_Size`;
