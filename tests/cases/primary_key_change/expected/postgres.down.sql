-- drop primary key of `users`
ALTER TABLE "users" DROP CONSTRAINT "users_pkey";

-- drop unique `uq_users_id` on `users`
ALTER TABLE "users" DROP CONSTRAINT "uq_users_id";

-- add primary key to `users`: id
-- hazard[primary-key-on-rows]: fails where rows of `users` are not told apart by the new primary key
ALTER TABLE "users" ADD CONSTRAINT "users_pkey" PRIMARY KEY ("id");

-- add unique `uq_users_mail` on `users`: mail
-- hazard[constraint-on-rows]: fails where rows of `users` break `uq_users_mail`
ALTER TABLE "users" ADD CONSTRAINT "uq_users_mail" UNIQUE ("mail");
