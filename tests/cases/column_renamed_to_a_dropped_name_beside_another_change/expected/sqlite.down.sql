-- cargo-schema: foreign-keys=off

-- rename column `book.name` to `title`
ALTER TABLE "book" RENAME COLUMN "name" TO "title";

-- add column `book.Name`: varchar(20), null
-- alter column `book.pages`: i64 -> i32, null -> not null
-- add unique constraint `uq_name` on `book`: Name, pages
-- hazard[not-null-without-value]: fails if `book.pages` contains NULL
-- hazard[narrow-type]: keeps values of `book.pages` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_book" (
    "id" INTEGER NOT NULL,
    "title" VARCHAR(20),
    "pages" INTEGER NOT NULL,
    "Name" VARCHAR(20),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_book" ("id", "title", "pages")
SELECT "id", "title", "pages"
FROM "book";

-- the new table takes the place of the old one
DROP TABLE "book";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_book" RENAME TO "book";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_name`
CREATE UNIQUE INDEX "uq_name" ON "book" ("Name", "pages");
