-- move column `item.size` aside
ALTER TABLE `item` RENAME COLUMN `size` TO `_schema_old_size`;

-- add column `item.Size`: varchar(8), null
-- add index `ix_item_Size` on `item`: Size
ALTER TABLE `item`
    ADD COLUMN `Size` varchar(8) NULL,
    ADD INDEX `ix_item_Size` (`Size`);

-- drop column `item.size`
-- hazard[drop-column]: deletes all values of `item.size`
ALTER TABLE `item` DROP COLUMN `_schema_old_size`;
