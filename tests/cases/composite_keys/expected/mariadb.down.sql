-- drop table `account`
-- hazard[drop-table]: loses the rows of `account`
DROP TABLE `account`;
