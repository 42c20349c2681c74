-- rename unique `uq_people_name` on `people` to `uq_users_name`
ALTER TABLE `people` RENAME INDEX `uq_people_name` TO `uq_users_name`;

-- rename index `ix_people_boss` on `people` to `ix_users_boss`
ALTER TABLE `people` RENAME INDEX `ix_people_boss` TO `ix_users_boss`;

-- rename table `people` to `users`
RENAME TABLE `people` TO `users`;
