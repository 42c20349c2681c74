-- drop table `account`
-- hazard[drop-table]: deletes all rows of `account`
DROP TABLE "account";
