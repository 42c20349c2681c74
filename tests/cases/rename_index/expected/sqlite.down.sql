-- rename index `by_name` on `users` to `ix_users_name`
DROP INDEX "by_name";

-- rename index `by_name` on `users` to `ix_users_name`
CREATE INDEX "ix_users_name" ON "users" ("name");
