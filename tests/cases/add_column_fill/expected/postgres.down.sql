-- drop column `users.age`
-- hazard[drop-column]: loses the values of `users.age`
ALTER TABLE "users" DROP COLUMN "age";
