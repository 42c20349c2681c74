-- drop table `task`
-- hazard[drop-table]: loses the rows of `task`
DROP TABLE `task`;
