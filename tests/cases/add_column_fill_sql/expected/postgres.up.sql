-- add column `users.shout`: varchar(80), not null, existing rows get sql(upper(name))
ALTER TABLE "users" ADD COLUMN "shout" varchar(80);

-- add column `users.shout`: varchar(80), not null, existing rows get sql(upper(name))
UPDATE "users" SET "shout" = upper(name);

-- add column `users.shout`: varchar(80), not null, existing rows get sql(upper(name))
ALTER TABLE "users" ALTER COLUMN "shout" SET NOT NULL;
