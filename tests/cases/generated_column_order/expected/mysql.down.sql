-- add column `items.price`: i32, null, default sql((1 + 1))
-- add column `items.total`: i32, null, generated stored as price * 2
ALTER TABLE `items`
    ADD COLUMN `price` int NULL DEFAULT ((1 + 1)),
    ADD COLUMN `total` int GENERATED ALWAYS AS (price * 2) STORED;
