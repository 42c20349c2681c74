-- cargo-schema: foreign-keys=off

-- drop table `visit`
-- hazard: loses the rows of `visit`
DROP TABLE "visit";

-- drop table `account`
-- hazard: loses the rows of `account`
DROP TABLE "account";

-- rename table `person` to `account`
ALTER TABLE "person" RENAME TO "account";
