-- alter column `users.age`: i16 -> i64, null -> not null, existing NULLs get 700
ALTER TABLE "users" ALTER COLUMN "age" TYPE bigint;

-- alter column `users.age`: i16 -> i64, null -> not null, existing NULLs get 700
UPDATE "users" SET "age" = 700 WHERE "age" IS NULL;

-- alter column `users.age`: i16 -> i64, null -> not null, existing NULLs get 700
ALTER TABLE "users" ALTER COLUMN "age" SET NOT NULL;
