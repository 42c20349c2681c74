-- drop table `sample`
-- hazard: loses the rows of `sample`
DROP TABLE "sample";

-- drop enum `mood`
DROP TYPE "mood";
