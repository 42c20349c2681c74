-- drop column `users.shout`
-- hazard[drop-column]: deletes all values of `users.shout`
ALTER TABLE "users" DROP COLUMN "shout";
