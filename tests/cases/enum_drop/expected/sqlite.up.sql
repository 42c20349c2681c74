-- drop table `task`
-- hazard: loses the rows of `task`
DROP TABLE "task";
