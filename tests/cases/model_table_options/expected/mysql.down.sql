-- drop table `span`
-- hazard[drop-table]: deletes all rows of `span`
DROP TABLE `span`;

-- drop table `reading`
-- hazard[drop-table]: deletes all rows of `reading`
DROP TABLE `reading`;

-- drop table `measure`
-- hazard[drop-table]: deletes all rows of `measure`
DROP TABLE `measure`;
