-- drop table `sqlite_things`
-- hazard[drop-table]: deletes all rows of `sqlite_things`
DROP TABLE `sqlite_things`;
