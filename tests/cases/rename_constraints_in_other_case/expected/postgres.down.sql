-- rename unique constraint `ONE_MAIL` on `users` to `one_mail`
ALTER TABLE "users" RENAME CONSTRAINT "ONE_MAIL" TO "one_mail";

-- rename index `By_Name` on `users` to `by_name`
ALTER INDEX "By_Name" RENAME TO "by_name";

-- rename foreign key `OF_TEAM` on `users` to `of_team`
ALTER TABLE "users" RENAME CONSTRAINT "OF_TEAM" TO "of_team";

-- rename check constraint `Positive` on `users` to `positive`
ALTER TABLE "users" RENAME CONSTRAINT "Positive" TO "positive";
