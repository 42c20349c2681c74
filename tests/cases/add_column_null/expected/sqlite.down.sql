-- drop column `users.bio`
-- hazard: loses the values of `users.bio`
ALTER TABLE "users" DROP COLUMN "bio";
