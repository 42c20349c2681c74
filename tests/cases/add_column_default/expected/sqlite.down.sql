-- drop column `users.score`
-- hazard[drop-column]: deletes all values of `users.score`
ALTER TABLE "users" DROP COLUMN "score";
