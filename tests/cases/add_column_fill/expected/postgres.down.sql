-- drop column `users.age`
-- hazard[drop-column]: deletes all values of `users.age`
ALTER TABLE "users" DROP COLUMN "age";
