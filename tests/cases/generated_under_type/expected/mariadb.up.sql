-- alter column `items.price`: i32 -> i64
ALTER TABLE `items` MODIFY COLUMN `price` bigint NOT NULL;
