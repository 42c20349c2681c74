-- add column `items.twice`: i32, null, generated stored as price * 2
ALTER TABLE `items` ADD COLUMN `twice` int GENERATED ALWAYS AS (price * 2) STORED;
