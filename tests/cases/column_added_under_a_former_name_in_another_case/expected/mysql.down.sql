-- move column `item.size` aside
ALTER TABLE `item` RENAME COLUMN `size` TO `_schema_old_size`;

-- rename column `item.amount` to `Size`
ALTER TABLE `item` RENAME COLUMN `amount` TO `Size`;

-- drop column `item.size`
-- hazard[drop-column]: deletes all values of `item.size`
ALTER TABLE `item` DROP COLUMN `_schema_old_size`;
