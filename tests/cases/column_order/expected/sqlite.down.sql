-- drop column `users.first`
-- hazard[drop-column]: loses the values of `users.first`
ALTER TABLE "users" DROP COLUMN "first";

-- drop column `users.middle`
-- hazard[drop-column]: loses the values of `users.middle`
ALTER TABLE "users" DROP COLUMN "middle";
