-- drop unique `uq_users_code` on `users`
DROP INDEX "uq_users_code";

-- add unique `uq_users_name` on `users`: name
-- hazard: fails where rows of `users` break `uq_users_name`
CREATE UNIQUE INDEX "uq_users_name" ON "users" ("name");
