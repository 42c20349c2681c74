-- drop index `ix_users_age` on `users`
DROP INDEX "ix_users_age";

-- add column `users.admin`: bool, not null, default false
ALTER TABLE "users" ADD COLUMN "admin" boolean NOT NULL DEFAULT FALSE;

-- alter column `users.name`: varchar(80) -> varchar(120)
ALTER TABLE "users" ALTER COLUMN "name" TYPE varchar(120);

-- alter column `users.age`: i32 -> i64, null -> not null, existing NULLs get -1
ALTER TABLE "users" ALTER COLUMN "age" TYPE bigint;

-- alter column `users.age`: i32 -> i64, null -> not null, existing NULLs get -1
UPDATE "users" SET "age" = -1 WHERE "age" IS NULL;

-- alter column `users.age`: i32 -> i64, null -> not null, existing NULLs get -1
ALTER TABLE "users" ALTER COLUMN "age" SET NOT NULL;

-- drop column `users.old`
-- hazard[drop-column]: deletes all values of `users.old`
ALTER TABLE "users" DROP COLUMN "old";

-- add unique constraint `uq_users_name` on `users`: name
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_name`
ALTER TABLE "users" ADD CONSTRAINT "uq_users_name" UNIQUE ("name");

-- add index `ix_users_nick` on `users`: nick
CREATE INDEX "ix_users_nick" ON "users" ("nick");
