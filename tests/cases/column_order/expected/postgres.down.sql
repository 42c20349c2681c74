-- drop column `users.first`
-- hazard[drop-column]: deletes all values of `users.first`
ALTER TABLE "users" DROP COLUMN "first";

-- drop column `users.middle`
-- hazard[drop-column]: deletes all values of `users.middle`
ALTER TABLE "users" DROP COLUMN "middle";
