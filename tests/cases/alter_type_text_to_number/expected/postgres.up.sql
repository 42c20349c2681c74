-- alter column `users.code`: varchar(9) -> i32
-- hazard[narrow-type]: fails or truncates values of `users.code` that do not fit the new type
ALTER TABLE "users" ALTER COLUMN "code" TYPE integer USING "code"::integer;
