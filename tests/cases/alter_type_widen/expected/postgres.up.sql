-- alter column `users.name`: varchar(80) -> varchar(200)
ALTER TABLE "users" ALTER COLUMN "name" TYPE varchar(200);

-- alter column `users.age`: i16 -> i64
ALTER TABLE "users" ALTER COLUMN "age" TYPE bigint;
