-- add column `users.born`: i32, null
ALTER TABLE "users" ADD COLUMN "born" INTEGER;
