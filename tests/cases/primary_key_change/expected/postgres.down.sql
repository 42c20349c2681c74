-- drop primary key of `users`
ALTER TABLE "users" DROP CONSTRAINT "users_pkey";

-- drop unique constraint `uq_users_id` on `users`
ALTER TABLE "users" DROP CONSTRAINT "uq_users_id";

-- add primary key to `users`: id
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `users`
ALTER TABLE "users" ADD CONSTRAINT "users_pkey" PRIMARY KEY ("id");

-- add unique constraint `uq_users_mail` on `users`: mail
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_mail`
ALTER TABLE "users" ADD CONSTRAINT "uq_users_mail" UNIQUE ("mail");
