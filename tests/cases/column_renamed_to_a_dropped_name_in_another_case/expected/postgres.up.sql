-- rename column `book.title` to `name`
ALTER TABLE "book" RENAME COLUMN "title" TO "name";

-- drop index `ix_name` on `book`
DROP INDEX "ix_name";

-- drop column `book.Name`
-- hazard[drop-column]: deletes all values of `book.Name`
ALTER TABLE "book" DROP COLUMN "Name";

-- add index `ix_name` on `book`: name, pages
CREATE INDEX "ix_name" ON "book" ("name", "pages");
