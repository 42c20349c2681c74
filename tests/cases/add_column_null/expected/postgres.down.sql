-- drop column `users.bio`
-- hazard[drop-column]: loses the values of `users.bio`
ALTER TABLE "users" DROP COLUMN "bio";
