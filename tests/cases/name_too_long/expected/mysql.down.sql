-- drop table `sample`
-- hazard[drop-table]: deletes all rows of `sample`
DROP TABLE `sample`;
