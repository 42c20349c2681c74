-- drop table `items`
-- hazard[drop-table]: loses the rows of `items`
DROP TABLE `items`;
