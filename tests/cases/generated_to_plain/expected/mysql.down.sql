-- alter column `items.total`: none -> generated stored as price * count
-- hazard[drop-column]: deletes all values of `items.total`
ALTER TABLE `items` MODIFY COLUMN `total` int GENERATED ALWAYS AS (price * count) STORED;
