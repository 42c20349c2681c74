-- rename index `ix_users_name` on `users` to `by_name`
DROP INDEX "ix_users_name";

-- rename index `ix_users_name` on `users` to `by_name`
CREATE INDEX "by_name" ON "users" ("name");
