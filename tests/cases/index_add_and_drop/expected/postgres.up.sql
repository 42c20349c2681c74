-- drop index `ix_users_name_age` on `users`
DROP INDEX "ix_users_name_age";

-- add index `by_age` on `users`: age, name
CREATE INDEX "by_age" ON "users" ("age", "name");

-- add index `ix_users_age` on `users`: age
CREATE INDEX "ix_users_age" ON "users" ("age");
