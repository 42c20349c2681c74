-- drop table `note`
-- hazard: loses the rows of `note`
DROP TABLE "note";
