-- drop table `sample`
-- hazard[drop-table]: deletes all rows of `sample`
DROP TABLE "sample";

-- drop enum `mood`
DROP TYPE "mood";
