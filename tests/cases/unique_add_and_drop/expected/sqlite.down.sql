-- drop unique `uq_users_name` on `users`
DROP INDEX "uq_users_name";

-- add unique `uq_users_code` on `users`: code
-- hazard: fails where rows of `users` break `uq_users_code`
CREATE UNIQUE INDEX "uq_users_code" ON "users" ("code");
