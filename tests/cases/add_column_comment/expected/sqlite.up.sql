-- add column `users.nick`: text, null
ALTER TABLE "users" ADD COLUMN "nick" TEXT;
