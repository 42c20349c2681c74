-- drop column `users.nick`
-- hazard: loses the values of `users.nick`
ALTER TABLE "users" DROP COLUMN "nick";
