-- drop table `task`
-- hazard: loses the rows of `task`
DROP TABLE "task";

-- drop enum `state`
DROP TYPE "state";
