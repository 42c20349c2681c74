-- rename table `users` to `Users`
RENAME TABLE `users` TO `_schema_aside`, `_schema_aside` TO `Users`;

-- rename unique constraint `uq_users_name` on `Users` to `uq_Users_name`
ALTER TABLE `Users` RENAME INDEX `uq_users_name` TO `_schema_aside_uq_users_name`;

ALTER TABLE `Users` RENAME INDEX `_schema_aside_uq_users_name` TO `uq_Users_name`;
