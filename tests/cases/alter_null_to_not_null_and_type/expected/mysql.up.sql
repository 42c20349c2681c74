-- alter column `users.age`: i16 -> i64, null -> not null, existing NULLs get 700
ALTER TABLE `users` MODIFY COLUMN `age` bigint NULL;

-- alter column `users.age`: i16 -> i64, null -> not null, existing NULLs get 700
UPDATE `users` SET `age` = 700 WHERE `age` IS NULL;

-- alter column `users.age`: i16 -> i64, null -> not null, existing NULLs get 700
ALTER TABLE `users` MODIFY COLUMN `age` bigint NOT NULL;
