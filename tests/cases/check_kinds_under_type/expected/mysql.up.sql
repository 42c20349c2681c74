-- alter column `items.size`: varchar(20) -> i32
-- hazard[narrow-type]: fails or cuts where a value of `items.size` does not fit the new type
ALTER TABLE `items` MODIFY COLUMN `size` int NOT NULL;
