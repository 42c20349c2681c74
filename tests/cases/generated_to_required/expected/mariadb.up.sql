-- alter column `items.total`: null -> not null, generated stored as price * count -> none, existing NULLs get 0
ALTER TABLE `items` MODIFY COLUMN `total` int NULL;

-- alter column `items.total`: null -> not null, generated stored as price * count -> none, existing NULLs get 0
UPDATE `items` SET `total` = 0 WHERE `total` IS NULL;

-- alter column `items.total`: null -> not null, generated stored as price * count -> none, existing NULLs get 0
ALTER TABLE `items` MODIFY COLUMN `total` int NOT NULL;
