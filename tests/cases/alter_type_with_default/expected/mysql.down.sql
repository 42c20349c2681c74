-- alter column `users.grade`: varchar(9) -> i32, default "one" -> 1
-- hazard[narrow-type]: fails or truncates values of `users.grade` that do not fit the new type
ALTER TABLE `users` MODIFY COLUMN `grade` int NOT NULL DEFAULT 1;
