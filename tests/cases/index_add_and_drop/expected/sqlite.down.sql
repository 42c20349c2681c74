-- drop index `by_age` on `users`
DROP INDEX "by_age";

-- drop index `ix_users_age` on `users`
DROP INDEX "ix_users_age";

-- add index `ix_users_name_age` on `users`: name, age
CREATE INDEX "ix_users_name_age" ON "users" ("name", "age");
