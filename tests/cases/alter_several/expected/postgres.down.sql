-- drop unique constraint `uq_users_name` on `users`
ALTER TABLE "users" DROP CONSTRAINT "uq_users_name";

-- drop index `ix_users_nick` on `users`
DROP INDEX "ix_users_nick";

-- add column `users.old`: i32, null
ALTER TABLE "users" ADD COLUMN "old" integer;

-- alter column `users.name`: varchar(120) -> varchar(80)
-- hazard[narrow-type]: fails or truncates values of `users.name` that do not fit the new type
ALTER TABLE "users" ALTER COLUMN "name" TYPE varchar(80);

-- alter column `users.age`: i64 -> i32, not null -> null
-- hazard[narrow-type]: fails or truncates values of `users.age` that do not fit the new type
ALTER TABLE "users"
    ALTER COLUMN "age" TYPE integer,
    ALTER COLUMN "age" DROP NOT NULL;

-- drop column `users.admin`
-- hazard[drop-column]: deletes all values of `users.admin`
ALTER TABLE "users" DROP COLUMN "admin";

-- add index `ix_users_age` on `users`: age
CREATE INDEX "ix_users_age" ON "users" ("age");
