-- cargo-schema: foreign-keys=off

-- alter column `author.id`: auto increment
CREATE TABLE "_schema_rebuild_author" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
);

-- copy the rows
INSERT INTO "_schema_rebuild_author" ("id")
SELECT "id"
FROM "author";

-- the new table takes the place of the old one
DROP TABLE "author";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_author" RENAME TO "author";

PRAGMA legacy_alter_table = OFF;

-- add column `review.book`: u64, null
-- add foreign key `fk_review_book` on `review`: book -> book.id
ALTER TABLE "review" ADD COLUMN "book" INTEGER CONSTRAINT "fk_review_book" REFERENCES "book" ("id");
