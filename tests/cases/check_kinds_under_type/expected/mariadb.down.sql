-- alter column `items.size`: i32 -> varchar(20)
-- hazard[narrow-type]: fails or cuts where a value of `items.size` does not fit the new type
ALTER TABLE `items` MODIFY COLUMN `size` varchar(20) NOT NULL;
