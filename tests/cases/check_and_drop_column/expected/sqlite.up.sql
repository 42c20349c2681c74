-- drop column `users.extra`
-- hazard: loses the values of `users.extra`
ALTER TABLE "users" DROP COLUMN "extra";
