-- rename column `book.title` to `name`
ALTER TABLE "book" RENAME COLUMN "title" TO "name";

-- drop unique constraint `uq_name` on `book`
ALTER TABLE "book" DROP CONSTRAINT "uq_name";

-- alter column `book.pages`: i32 -> i64, not null -> null
ALTER TABLE "book"
    ALTER COLUMN "pages" TYPE bigint,
    ALTER COLUMN "pages" DROP NOT NULL;

-- drop column `book.Name`
-- hazard[drop-column]: deletes all values of `book.Name`
ALTER TABLE "book" DROP COLUMN "Name";
