-- drop column `users.score`
-- hazard[drop-column]: loses the values of `users.score`
ALTER TABLE "users" DROP COLUMN "score";
