-- drop unique constraint `uq_users_code` on `users`
ALTER TABLE "users" DROP CONSTRAINT "uq_users_code";

-- add unique constraint `uq_users_name` on `users`: name
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_name`
ALTER TABLE "users" ADD CONSTRAINT "uq_users_name" UNIQUE ("name");
