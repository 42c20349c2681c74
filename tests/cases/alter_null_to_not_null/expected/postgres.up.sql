-- alter column `users.age`: null -> not null, existing NULLs get 18
UPDATE "users" SET "age" = 18 WHERE "age" IS NULL;

-- alter column `users.age`: null -> not null, existing NULLs get 18
ALTER TABLE "users" ALTER COLUMN "age" SET NOT NULL;
