-- rename table `users` to `people`
ALTER TABLE "users" RENAME TO "people";

-- its primary key follows
ALTER TABLE "people" RENAME CONSTRAINT "users_pkey" TO "people_pkey";

-- rename unique constraint `uq_users_name` on `people` to `uq_people_name`
ALTER TABLE "people" RENAME CONSTRAINT "uq_users_name" TO "uq_people_name";

-- rename index `ix_users_boss` on `people` to `ix_people_boss`
ALTER INDEX "ix_users_boss" RENAME TO "ix_people_boss";
