-- alter column `users.token`: uuid -> varchar(36)
-- hazard[narrow-type]: fails or cuts where a value of `users.token` does not fit the new type
ALTER TABLE "users" ALTER COLUMN "token" TYPE varchar(36);
