-- rename index `ix_users_name` on `users` to `by_name`
ALTER TABLE `users` RENAME INDEX `ix_users_name` TO `by_name`;
