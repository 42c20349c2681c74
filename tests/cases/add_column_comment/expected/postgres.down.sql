-- drop column `users.nick`
-- hazard[drop-column]: deletes all values of `users.nick`
ALTER TABLE "users" DROP COLUMN "nick";
