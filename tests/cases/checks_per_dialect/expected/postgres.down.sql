-- drop check constraint `ck_age` on `users`
ALTER TABLE "users" DROP CONSTRAINT "ck_age";

-- drop column `users.age`
-- hazard[drop-column]: deletes all values of `users.age`
ALTER TABLE "users" DROP COLUMN "age";
