-- drop check constraint `ck_age` on `users`
ALTER TABLE `users` DROP CONSTRAINT `ck_age`;
