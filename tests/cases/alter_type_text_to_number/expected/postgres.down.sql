-- alter column `users.code`: i32 -> varchar(9)
-- hazard[narrow-type]: fails or truncates values of `users.code` that do not fit the new type
ALTER TABLE "users" ALTER COLUMN "code" TYPE varchar(9);
