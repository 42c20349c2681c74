-- drop table `span`
-- hazard[drop-table]: loses the rows of `span`
DROP TABLE "span";

-- drop table `reading`
-- hazard[drop-table]: loses the rows of `reading`
DROP TABLE "reading";

-- drop table `measure`
-- hazard[drop-table]: loses the rows of `measure`
DROP TABLE "measure";
