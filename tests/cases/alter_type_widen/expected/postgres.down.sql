-- alter column `users.name`: varchar(200) -> varchar(80)
-- hazard[narrow-type]: fails or cuts where a value of `users.name` does not fit the new type
ALTER TABLE "users" ALTER COLUMN "name" TYPE varchar(80);

-- alter column `users.age`: i64 -> i16
-- hazard[narrow-type]: fails or cuts where a value of `users.age` does not fit the new type
ALTER TABLE "users" ALTER COLUMN "age" TYPE smallint;
