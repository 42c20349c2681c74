-- alter column `users.grade`: i32 -> varchar(9), default 1 -> "one"
-- hazard[narrow-type]: fails or cuts where a value of `users.grade` does not fit the new type
ALTER TABLE `users` MODIFY COLUMN `grade` varchar(9) NOT NULL DEFAULT 'one';
