-- rename column `book.title` to `name`
ALTER TABLE "book" RENAME COLUMN "title" TO "name";

-- drop check constraint `ck_name` on `book`
ALTER TABLE "book" DROP CONSTRAINT "ck_name";

-- drop column `book.Name`
-- hazard[drop-column]: deletes all values of `book.Name`
ALTER TABLE "book" DROP COLUMN "Name";
