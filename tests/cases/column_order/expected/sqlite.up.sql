-- add column `users.first`: i32, not null, default 1
ALTER TABLE "users" ADD COLUMN "first" INTEGER NOT NULL DEFAULT 1;

-- add column `users.middle`: i32, null
ALTER TABLE "users" ADD COLUMN "middle" INTEGER;
