-- drop table `sqlite_things`
-- hazard[drop-table]: loses the rows of `sqlite_things`
DROP TABLE "sqlite_things";
