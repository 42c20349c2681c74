-- rename table `people` to `users`
RENAME TABLE `people` TO `users`;

-- drop table `Users`
-- hazard[drop-table]: deletes all rows of `Users`
DROP TABLE `Users`;
