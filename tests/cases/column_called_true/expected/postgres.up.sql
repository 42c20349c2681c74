-- rename value `draft` of enum `status` to `sketch`
ALTER TYPE "status" RENAME VALUE 'draft' TO 'sketch';

-- add column `post.note`: varchar(20), not null, existing rows get sql(title)
ALTER TABLE "post" ADD COLUMN "note" varchar(20);

-- add column `post.note`: varchar(20), not null, existing rows get sql(title)
UPDATE "post" SET "note" = title;

-- add column `post.note`: varchar(20), not null, existing rows get sql(title)
ALTER TABLE "post" ALTER COLUMN "note" SET NOT NULL;
