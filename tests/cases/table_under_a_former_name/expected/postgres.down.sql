-- drop table `visit`
-- hazard[drop-table]: deletes all rows of `visit`
DROP TABLE "visit";

-- drop table `account`
-- hazard[drop-table]: deletes all rows of `account`
DROP TABLE "account";

-- rename table `person` to `account`
ALTER TABLE "person" RENAME TO "account";

-- its primary key follows
ALTER TABLE "account" RENAME CONSTRAINT "person_pkey" TO "account_pkey";
