-- add column `users.score`: i32, not null, default 5
ALTER TABLE "users" ADD COLUMN "score" INTEGER NOT NULL DEFAULT 5;
