-- add column `post.given`: set(rights), not null, default "read,two words"
ALTER TABLE "post" ADD COLUMN "given" TEXT NOT NULL DEFAULT 'read,two words';

-- drop column `post.asked`
-- hazard[drop-column]: deletes all values of `post.asked`
ALTER TABLE "post" DROP COLUMN "asked";
