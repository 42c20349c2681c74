-- drop table `note`
-- hazard[drop-table]: deletes all rows of `note`
DROP TABLE `note`;
