-- rename table `Users` to `users`
ALTER TABLE "Users" RENAME TO "users";

-- its primary key follows
ALTER TABLE "users" RENAME CONSTRAINT "Users_pkey" TO "users_pkey";

-- rename unique constraint `uq_Users_name` on `users` to `uq_users_name`
ALTER TABLE "users" RENAME CONSTRAINT "uq_Users_name" TO "uq_users_name";
