-- drop table `span`
-- hazard: loses the rows of `span`
DROP TABLE "span";

-- drop table `reading`
-- hazard: loses the rows of `reading`
DROP TABLE "reading";

-- drop table `measure`
-- hazard: loses the rows of `measure`
DROP TABLE "measure";
