-- rename column `users.age` to `years`
ALTER TABLE `users` RENAME COLUMN `age` TO `years`;

-- alter column `users.years`: i32 -> i64, null -> not null, default none -> 1, existing NULLs get 0
ALTER TABLE `users` MODIFY COLUMN `years` bigint NULL DEFAULT 1;

-- alter column `users.years`: i32 -> i64, null -> not null, default none -> 1, existing NULLs get 0
UPDATE `users` SET `years` = 0 WHERE `years` IS NULL;

-- alter column `users.years`: i32 -> i64, null -> not null, default none -> 1, existing NULLs get 0
ALTER TABLE `users` MODIFY COLUMN `years` bigint NOT NULL DEFAULT 1;
