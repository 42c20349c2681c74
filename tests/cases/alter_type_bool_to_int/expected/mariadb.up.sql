-- alter column `users.flag`: bool -> i16
ALTER TABLE `users` MODIFY COLUMN `flag` smallint NOT NULL;
