-- add column `users.bio`: text, null
ALTER TABLE "users" ADD COLUMN "bio" TEXT;
