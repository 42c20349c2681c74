-- drop primary key of `post`
ALTER TABLE "post" DROP CONSTRAINT "post_pkey";

-- add column `post.lent`: i32, not null
-- hazard[stand-in-value]: existing rows get 0 in `post.lent`, because the original value is unknown
ALTER TABLE "post" ADD COLUMN "lent" integer NOT NULL DEFAULT 0;

-- add column `post.at`: date, not null
-- hazard[stand-in-value]: existing rows get now() in `post.at`, because the original value is unknown
ALTER TABLE "post" ADD COLUMN "at" date;

-- add column `post.at`: date, not null
UPDATE "post" SET "at" = CURRENT_DATE;

-- add column `post.lent`: i32, not null
ALTER TABLE "post" ALTER COLUMN "lent" DROP DEFAULT;

-- add column `post.at`: date, not null
ALTER TABLE "post" ALTER COLUMN "at" SET NOT NULL;

-- drop column `post.id`
-- hazard[drop-column]: deletes all values of `post.id`
ALTER TABLE "post" DROP COLUMN "id";

-- drop column `post.note`
-- hazard[drop-column]: deletes all values of `post.note`
ALTER TABLE "post" DROP COLUMN "note";
