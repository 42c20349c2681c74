-- drop unique `uq_users` on `users`
DROP INDEX "uq_users";

-- add unique `uq_users` on `users`: name
-- hazard: fails where rows of `users` break `uq_users`
CREATE UNIQUE INDEX "uq_users" ON "users" ("name");
