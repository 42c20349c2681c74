-- drop table `sqlite_things`
-- hazard: loses the rows of `sqlite_things`
DROP TABLE `sqlite_things`;
