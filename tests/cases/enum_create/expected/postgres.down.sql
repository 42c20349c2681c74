-- drop table `task`
-- hazard[drop-table]: deletes all rows of `task`
DROP TABLE "task";

-- drop enum `state`
DROP TYPE "state";
