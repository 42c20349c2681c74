-- add column `users.age`: i32, not null, existing rows get 18
ALTER TABLE `users` ADD COLUMN `age` int NOT NULL DEFAULT 18;

-- add column `users.age`: i32, not null, existing rows get 18
ALTER TABLE `users` ALTER COLUMN `age` DROP DEFAULT;
