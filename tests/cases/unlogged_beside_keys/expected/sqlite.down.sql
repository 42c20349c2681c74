-- drop table `note`
-- hazard[drop-table]: loses the rows of `note`
DROP TABLE "note";
