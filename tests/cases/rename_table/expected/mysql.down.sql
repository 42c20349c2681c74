-- rename table `people` to `users`
RENAME TABLE `people` TO `users`;

-- rename unique constraint `uq_people_name` on `users` to `uq_users_name`
ALTER TABLE `users` RENAME INDEX `uq_people_name` TO `uq_users_name`;

-- rename index `ix_people_boss` on `users` to `ix_users_boss`
ALTER TABLE `users` RENAME INDEX `ix_people_boss` TO `ix_users_boss`;
