-- alter column `users.token`: varchar(36) -> uuid
-- hazard[narrow-type]: fails or truncates values of `users.token` that do not fit the new type
ALTER TABLE "users" ALTER COLUMN "token" TYPE uuid USING "token"::uuid;
