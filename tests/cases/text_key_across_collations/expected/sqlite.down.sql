-- cargo-schema: foreign-keys=off

-- drop table `k`
-- hazard[drop-table]: loses the rows of `k`
DROP TABLE "k";

-- drop table `p`
-- hazard[drop-table]: loses the rows of `p`
DROP TABLE "p";
