-- temporarily drop check constraint `ck_total` on `items` while a column under it changes
-- alter column `items.total`: none -> generated virtual as price * count
-- create check constraint `ck_total` on `items` again
-- hazard[drop-column]: deletes all values of `items.total`
ALTER TABLE `items`
    DROP CONSTRAINT `ck_total`,
    DROP COLUMN `total`,
    ADD COLUMN `total` int GENERATED ALWAYS AS (price * count) VIRTUAL,
    ADD CONSTRAINT `ck_total` CHECK (total < 1000);
