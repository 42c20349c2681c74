-- alter column `users.flag`: i16 -> bool
-- hazard[narrow-type]: fails or truncates values of `users.flag` that do not fit the new type
ALTER TABLE "users" ALTER COLUMN "flag" TYPE boolean USING "flag" <> 0;
