-- alter column `users.code`: i32 -> varchar(9)
-- hazard[narrow-type]: fails or cuts where a value of `users.code` does not fit the new type
ALTER TABLE "users" ALTER COLUMN "code" TYPE varchar(9);
