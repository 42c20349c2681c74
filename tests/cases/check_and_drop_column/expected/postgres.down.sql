-- add column `users.extra`: i32, null
ALTER TABLE "users" ADD COLUMN "extra" integer;
