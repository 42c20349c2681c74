-- drop column `users.age`
-- hazard: loses the values of `users.age`
ALTER TABLE "users" DROP COLUMN "age";
