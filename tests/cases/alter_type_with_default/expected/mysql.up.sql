-- alter column `users.grade`: i32 -> varchar(9), default 1 -> "one"
-- hazard[narrow-type]: fails or truncates values of `users.grade` that do not fit the new type
ALTER TABLE `users` MODIFY COLUMN `grade` varchar(9) NOT NULL DEFAULT 'one';
