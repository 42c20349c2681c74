-- rename value `sketch` of enum `status` to `draft`
ALTER TYPE "status" RENAME VALUE 'sketch' TO 'draft';

-- drop column `post.note`
-- hazard[drop-column]: deletes all values of `post.note`
ALTER TABLE "post" DROP COLUMN "note";
