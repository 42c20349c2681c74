-- rename table `people` to `users`
ALTER TABLE "people" RENAME TO "users";

-- its primary key follows
ALTER TABLE "users" RENAME CONSTRAINT "people_pkey" TO "users_pkey";

-- rename unique constraint `uq_people_name` on `users` to `uq_users_name`
ALTER TABLE "users" RENAME CONSTRAINT "uq_people_name" TO "uq_users_name";

-- rename index `ix_people_boss` on `users` to `ix_users_boss`
ALTER INDEX "ix_people_boss" RENAME TO "ix_users_boss";
