-- alter column `users.id`: no auto increment
ALTER TABLE `users` MODIFY COLUMN `id` bigint NOT NULL;
