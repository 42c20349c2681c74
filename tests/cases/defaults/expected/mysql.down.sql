-- drop table `sample`
-- hazard[drop-table]: loses the rows of `sample`
DROP TABLE `sample`;
