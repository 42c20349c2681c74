-- add column `users.nick`: text, null
ALTER TABLE "users" ADD COLUMN "nick" text;

-- add column `users.nick`: text, null
COMMENT ON COLUMN "users"."nick" IS 'What they are called by friends.';
