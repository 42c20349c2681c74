-- alter column `items.total`: generated stored as price * count -> none
ALTER TABLE `items` MODIFY COLUMN `total` int NULL;
