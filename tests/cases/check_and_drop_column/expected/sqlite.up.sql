-- drop column `users.extra`
-- hazard[drop-column]: loses the values of `users.extra`
ALTER TABLE "users" DROP COLUMN "extra";
