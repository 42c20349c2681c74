-- temporarily drop index `ix_title` on `post` while a column under it changes
DROP INDEX "ix_title";

-- alter column `post.title`: collation C -> POSIX
ALTER TABLE "post" ALTER COLUMN "title" TYPE text COLLATE "POSIX";

-- create index `ix_title` on `post` again
CREATE INDEX "ix_title" ON "post" ("title" COLLATE "C");
