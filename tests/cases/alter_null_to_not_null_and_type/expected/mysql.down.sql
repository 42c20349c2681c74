-- alter column `users.age`: i64 -> i16, not null -> null
-- hazard[narrow-type]: fails or cuts where a value of `users.age` does not fit the new type
ALTER TABLE `users` MODIFY COLUMN `age` smallint NULL;
