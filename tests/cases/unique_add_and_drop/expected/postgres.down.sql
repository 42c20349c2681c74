-- drop unique constraint `uq_users_name` on `users`
ALTER TABLE "users" DROP CONSTRAINT "uq_users_name";

-- add unique constraint `uq_users_code` on `users`: code
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_code`
ALTER TABLE "users" ADD CONSTRAINT "uq_users_code" UNIQUE ("code");
