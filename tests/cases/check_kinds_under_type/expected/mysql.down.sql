-- alter column `items.size`: i32 -> varchar(20)
-- hazard[narrow-type]: fails or truncates values of `items.size` that do not fit the new type
ALTER TABLE `items` MODIFY COLUMN `size` varchar(20) NOT NULL;
