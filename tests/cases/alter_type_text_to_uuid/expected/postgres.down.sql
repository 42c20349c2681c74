-- alter column `users.token`: uuid -> varchar(36)
-- hazard[narrow-type]: fails or truncates values of `users.token` that do not fit the new type
ALTER TABLE "users" ALTER COLUMN "token" TYPE varchar(36);
