-- rename column `book.name` to `title`
ALTER TABLE "book" RENAME COLUMN "name" TO "title";

-- drop index `ix_name` on `book`
DROP INDEX "ix_name";

-- add column `book.Name`: varchar(20), null
ALTER TABLE "book" ADD COLUMN "Name" varchar(20);

-- add index `ix_name` on `book`: Name, pages
CREATE INDEX "ix_name" ON "book" ("Name", "pages");
