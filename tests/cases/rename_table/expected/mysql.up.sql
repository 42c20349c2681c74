-- rename table `users` to `people`
RENAME TABLE `users` TO `people`;

-- rename unique constraint `uq_users_name` on `people` to `uq_people_name`
ALTER TABLE `people` RENAME INDEX `uq_users_name` TO `uq_people_name`;

-- rename index `ix_users_boss` on `people` to `ix_people_boss`
ALTER TABLE `people` RENAME INDEX `ix_users_boss` TO `ix_people_boss`;
