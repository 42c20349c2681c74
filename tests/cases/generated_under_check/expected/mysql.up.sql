-- temporarily drop check constraint `ck_total` on `items` while a column under it changes
-- alter column `items.total`: generated virtual as price * count -> none
ALTER TABLE `items`
    DROP CONSTRAINT `ck_total`,
    ADD COLUMN `_schema_new_total` int NULL;

-- alter column `items.total`: generated virtual as price * count -> none
UPDATE `items` SET `_schema_new_total` = `total`;

-- alter column `items.total`: generated virtual as price * count -> none
ALTER TABLE `items`
    DROP COLUMN `total`,
    ADD COLUMN `total` int NULL;

-- alter column `items.total`: generated virtual as price * count -> none
UPDATE `items` SET `total` = `_schema_new_total`;

-- alter column `items.total`: generated virtual as price * count -> none
-- create check constraint `ck_total` on `items` again
ALTER TABLE `items`
    DROP COLUMN `_schema_new_total`,
    MODIFY COLUMN `total` int NULL,
    ADD CONSTRAINT `ck_total` CHECK (total < 1000);
