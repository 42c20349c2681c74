-- drop table `Users`
-- hazard[drop-table]: deletes all rows of `Users`
DROP TABLE "Users";

-- rename table `people` to `users`
ALTER TABLE "people" RENAME TO "users";
