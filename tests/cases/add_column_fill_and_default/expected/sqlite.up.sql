-- add column `users.score`: i32, not null, default 0, existing rows get 9
ALTER TABLE "users" ADD COLUMN "score" INTEGER NOT NULL DEFAULT 0;

-- add column `users.score`: i32, not null, default 0, existing rows get 9
UPDATE "users" SET "score" = 9;
