-- alter column `items.price`: i64 -> i32
-- hazard[narrow-type]: fails or cuts where a value of `items.price` does not fit the new type
ALTER TABLE `items` MODIFY COLUMN `price` int NOT NULL;
