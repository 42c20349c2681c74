-- rename index `ix_users_name` on `users` to `by_name`
ALTER INDEX "ix_users_name" RENAME TO "by_name";
