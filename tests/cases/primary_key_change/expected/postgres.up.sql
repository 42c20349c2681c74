-- drop primary key of `users`
ALTER TABLE "users" DROP CONSTRAINT "users_pkey";

-- drop unique `uq_users_mail` on `users`
ALTER TABLE "users" DROP CONSTRAINT "uq_users_mail";

-- add primary key to `users`: mail
-- hazard[primary-key-on-rows]: fails where rows of `users` are not told apart by the new primary key
ALTER TABLE "users" ADD CONSTRAINT "users_pkey" PRIMARY KEY ("mail");

-- add unique `uq_users_id` on `users`: id
-- hazard[constraint-on-rows]: fails where rows of `users` break `uq_users_id`
ALTER TABLE "users" ADD CONSTRAINT "uq_users_id" UNIQUE ("id");
