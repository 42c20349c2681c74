-- alter column `users.code`: i32 -> varchar(9)
-- hazard[narrow-type]: fails or truncates values of `users.code` that do not fit the new type
ALTER TABLE `users` MODIFY COLUMN `code` varchar(9) NOT NULL;
