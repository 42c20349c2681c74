-- alter column `users.code`: i32 -> varchar(9)
-- hazard[narrow-type]: fails or cuts where a value of `users.code` does not fit the new type
ALTER TABLE `users` MODIFY COLUMN `code` varchar(9) NOT NULL;
