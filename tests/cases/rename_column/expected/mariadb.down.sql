-- rename column `users.full_name` to `name`
ALTER TABLE `users` RENAME COLUMN `full_name` TO `name`;
