-- drop column `users.score`
-- hazard: loses the values of `users.score`
ALTER TABLE "users" DROP COLUMN "score";
