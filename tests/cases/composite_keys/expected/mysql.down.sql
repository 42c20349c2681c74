-- drop table `account`
-- hazard: loses the rows of `account`
DROP TABLE `account`;
