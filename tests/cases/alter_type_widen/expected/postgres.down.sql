-- alter column `users.name`: varchar(200) -> varchar(80)
-- hazard[narrow-type]: fails or truncates values of `users.name` that do not fit the new type
ALTER TABLE "users" ALTER COLUMN "name" TYPE varchar(80);

-- alter column `users.age`: i64 -> i16
-- hazard[narrow-type]: fails or truncates values of `users.age` that do not fit the new type
ALTER TABLE "users" ALTER COLUMN "age" TYPE smallint;
