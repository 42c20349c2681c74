-- alter column `users.name`: comment
COMMENT ON COLUMN "users"."name" IS 'Called so.';

-- alter table `users`: comment
COMMENT ON TABLE "users" IS 'People.';
