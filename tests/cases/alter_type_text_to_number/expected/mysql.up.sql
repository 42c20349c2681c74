-- alter column `users.code`: varchar(9) -> i32
-- hazard[narrow-type]: fails or cuts where a value of `users.code` does not fit the new type
ALTER TABLE `users` MODIFY COLUMN `code` int NOT NULL;
