-- alter column `items.total`: generated stored as price * count -> generated stored as price + count
ALTER TABLE `items` MODIFY COLUMN `total` int GENERATED ALWAYS AS (price + count) STORED;
