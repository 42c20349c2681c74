-- add column `line.total`: i32, null, generated stored as price * amount
ALTER TABLE `line` ADD COLUMN `total` int GENERATED ALWAYS AS (price * amount) STORED;
