-- drop column `users.shout`
-- hazard[drop-column]: loses the values of `users.shout`
ALTER TABLE "users" DROP COLUMN "shout";
