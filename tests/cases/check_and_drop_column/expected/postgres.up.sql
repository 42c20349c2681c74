-- drop column `users.extra`
-- hazard[drop-column]: deletes all values of `users.extra`
ALTER TABLE "users" DROP COLUMN "extra";
