-- cargo-schema: foreign-keys=off

-- rename column `book.name` to `title`
ALTER TABLE "book" RENAME COLUMN "name" TO "title";

-- add column `book.Name`: varchar(20), null
-- add check constraint `ck_name` on `book`: "Name" <> ''
-- hazard[constraint-on-rows]: fails if existing rows of `book` violate `ck_name`
CREATE TABLE "_schema_rebuild_book" (
    "id" INTEGER NOT NULL,
    "title" VARCHAR(20),
    "Name" VARCHAR(20),
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_name" CHECK ("Name" <> '')
);

-- copy the rows
INSERT INTO "_schema_rebuild_book" ("id", "title")
SELECT "id", "title"
FROM "book";

-- the new table takes the place of the old one
DROP TABLE "book";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_book" RENAME TO "book";

PRAGMA legacy_alter_table = OFF;
