-- rename index `by_name` on `users` to `ix_users_name`
ALTER TABLE `users` RENAME INDEX `by_name` TO `ix_users_name`;
