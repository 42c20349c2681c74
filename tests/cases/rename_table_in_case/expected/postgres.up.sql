-- rename table `users` to `Users`
ALTER TABLE "users" RENAME TO "Users";

-- its primary key follows
ALTER TABLE "Users" RENAME CONSTRAINT "users_pkey" TO "Users_pkey";

-- rename unique constraint `uq_users_name` on `Users` to `uq_Users_name`
ALTER TABLE "Users" RENAME CONSTRAINT "uq_users_name" TO "uq_Users_name";
