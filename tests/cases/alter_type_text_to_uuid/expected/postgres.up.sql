-- alter column `users.token`: varchar(36) -> uuid
-- hazard[narrow-type]: fails or cuts where a value of `users.token` does not fit the new type
ALTER TABLE "users" ALTER COLUMN "token" TYPE uuid USING "token"::uuid;
