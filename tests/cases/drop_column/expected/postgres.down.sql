-- add column `users.age`: i32, not null
-- hazard[stand-in-value]: existing rows get 0 in `users.age`, because the original value is unknown
ALTER TABLE "users" ADD COLUMN "age" integer NOT NULL DEFAULT 0;

-- add column `users.age`: i32, not null
ALTER TABLE "users" ALTER COLUMN "age" DROP DEFAULT;
