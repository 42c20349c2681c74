-- alter column `users.name`: comment
COMMENT ON COLUMN "users"."name" IS NULL;

-- alter table `users`: comment
COMMENT ON TABLE "users" IS E'People who have an account; it\'s theirs.';
