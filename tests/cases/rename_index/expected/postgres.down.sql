-- rename index `by_name` on `users` to `ix_users_name`
ALTER INDEX "by_name" RENAME TO "ix_users_name";
