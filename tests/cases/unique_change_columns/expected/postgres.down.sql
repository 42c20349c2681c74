-- drop unique constraint `uq_users` on `users`
ALTER TABLE "users" DROP CONSTRAINT "uq_users";

-- add unique constraint `uq_users` on `users`: name
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users`
ALTER TABLE "users" ADD CONSTRAINT "uq_users" UNIQUE ("name");
