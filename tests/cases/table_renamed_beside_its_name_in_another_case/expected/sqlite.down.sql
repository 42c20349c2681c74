-- drop table `Users`
-- hazard[drop-table]: loses the rows of `Users`
DROP TABLE "Users";

-- rename table `people` to `users`
ALTER TABLE "people" RENAME TO "users";
