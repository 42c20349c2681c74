-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "book"."_schema_old_Name"

-- set column `book.Name` aside
ALTER TABLE "book" RENAME COLUMN "Name" TO "_schema_old_Name";

-- rename column `book.title` to `name`
ALTER TABLE "book" RENAME COLUMN "title" TO "name";

-- drop unique `uq_name` on `book`
DROP INDEX IF EXISTS "uq_name";

-- alter column `book.pages`: i32 -> i64, not null -> null
-- drop column `book.Name`
-- hazard: loses the values of `book.Name`
CREATE TABLE "_schema_rebuild_book" (
    "id" INTEGER NOT NULL,
    "name" VARCHAR(20),
    "pages" INTEGER,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_book" ("id", "name", "pages")
SELECT "id", "name", "pages"
FROM "book";

-- the new table takes the place of the old one
DROP TABLE "book";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_book" RENAME TO "book";

PRAGMA legacy_alter_table = OFF;
