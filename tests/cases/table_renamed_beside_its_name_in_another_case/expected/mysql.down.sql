-- rename table `people` to `users`
RENAME TABLE `people` TO `users`;

-- drop table `Users`
-- hazard[drop-table]: loses the rows of `Users`
DROP TABLE `Users`;
