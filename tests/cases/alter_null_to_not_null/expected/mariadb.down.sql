-- alter column `users.age`: not null -> null
ALTER TABLE `users` MODIFY COLUMN `age` int NULL;
