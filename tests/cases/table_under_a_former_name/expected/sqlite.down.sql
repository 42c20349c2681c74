-- cargo-schema: foreign-keys=off

-- drop table `visit`
-- hazard[drop-table]: loses the rows of `visit`
DROP TABLE "visit";

-- drop table `account`
-- hazard[drop-table]: loses the rows of `account`
DROP TABLE "account";

-- rename table `person` to `account`
ALTER TABLE "person" RENAME TO "account";
