-- drop column `users.first`
-- hazard: loses the values of `users.first`
ALTER TABLE "users" DROP COLUMN "first";

-- drop column `users.middle`
-- hazard: loses the values of `users.middle`
ALTER TABLE "users" DROP COLUMN "middle";
