-- temporarily drop index `ix_title` on `post` while a column under it changes
DROP INDEX "ix_title";

-- alter column `post.title`: collation POSIX -> C
ALTER TABLE "post" ALTER COLUMN "title" TYPE text COLLATE "C";

-- create index `ix_title` on `post` again
CREATE INDEX "ix_title" ON "post" ("title" COLLATE "C");
