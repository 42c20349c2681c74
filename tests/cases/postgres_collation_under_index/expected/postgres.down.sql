-- take index `ix_title` off `post` while a column under it changes
DROP INDEX "ix_title";

-- alter column `post.title`: collation POSIX -> C
ALTER TABLE "post" ALTER COLUMN "title" TYPE text COLLATE "C";

-- put index `ix_title` on `post` again
CREATE INDEX "ix_title" ON "post" ("title" COLLATE "C");
