-- rename column `item.Size` to `amount`
ALTER TABLE `item` RENAME COLUMN `Size` TO `amount`;

-- add column `item.size`: i32, null
ALTER TABLE `item` ADD COLUMN `size` int NULL;
