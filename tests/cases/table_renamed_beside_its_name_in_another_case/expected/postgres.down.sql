-- rename table `people` to `users`
ALTER TABLE "people" RENAME TO "users";

-- its primary key follows
ALTER TABLE "users" RENAME CONSTRAINT "people_pkey" TO "users_pkey";

-- drop table `Users`
-- hazard[drop-table]: deletes all rows of `Users`
DROP TABLE "Users";
