-- alter column `items.size`: varchar(20) -> i32
-- hazard[narrow-type]: fails or truncates values of `items.size` that do not fit the new type
ALTER TABLE `items` MODIFY COLUMN `size` int NOT NULL;
