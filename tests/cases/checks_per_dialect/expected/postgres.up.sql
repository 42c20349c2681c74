-- add column `users.age`: i32, not null, existing rows get 30
ALTER TABLE "users" ADD COLUMN "age" integer NOT NULL DEFAULT 30;

-- add column `users.age`: i32, not null, existing rows get 30
ALTER TABLE "users" ALTER COLUMN "age" DROP DEFAULT;

-- add check constraint `ck_age` on `users`: age > 0 AND age < 150
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `ck_age`
ALTER TABLE "users" ADD CONSTRAINT "ck_age" CHECK (age > 0 AND age < 150);
