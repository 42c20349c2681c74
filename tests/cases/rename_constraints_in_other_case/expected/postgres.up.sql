-- rename unique constraint `one_mail` on `users` to `ONE_MAIL`
ALTER TABLE "users" RENAME CONSTRAINT "one_mail" TO "ONE_MAIL";

-- rename index `by_name` on `users` to `By_Name`
ALTER INDEX "by_name" RENAME TO "By_Name";

-- rename foreign key `of_team` on `users` to `OF_TEAM`
ALTER TABLE "users" RENAME CONSTRAINT "of_team" TO "OF_TEAM";

-- rename check constraint `positive` on `users` to `Positive`
ALTER TABLE "users" RENAME CONSTRAINT "positive" TO "Positive";
