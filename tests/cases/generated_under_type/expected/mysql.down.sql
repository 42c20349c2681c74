-- alter column `items.price`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `items.price` that do not fit the new type
ALTER TABLE `items` MODIFY COLUMN `price` int NOT NULL;
