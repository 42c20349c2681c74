-- drop unique `uq_users_code` on `users`
ALTER TABLE "users" DROP CONSTRAINT "uq_users_code";

-- add unique `uq_users_name` on `users`: name
-- hazard[constraint-on-rows]: fails where rows of `users` break `uq_users_name`
ALTER TABLE "users" ADD CONSTRAINT "uq_users_name" UNIQUE ("name");
