-- drop primary key of `users`
ALTER TABLE "users" DROP CONSTRAINT "users_pkey";

-- drop column `users.id`
-- hazard[drop-column]: deletes all values of `users.id`
ALTER TABLE "users" DROP COLUMN "id";
