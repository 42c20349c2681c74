-- rename table `Users` to `users`
RENAME TABLE `Users` TO `_schema_aside`, `_schema_aside` TO `users`;

-- rename unique constraint `uq_Users_name` on `users` to `uq_users_name`
ALTER TABLE `users` RENAME INDEX `uq_Users_name` TO `_schema_aside_uq_Users_name`;

ALTER TABLE `users` RENAME INDEX `_schema_aside_uq_Users_name` TO `uq_users_name`;
