-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "review"."book"

-- alter column `author.id`: no auto increment
CREATE TABLE "_schema_rebuild_author" (
    "id" INTEGER NOT NULL,
    PRIMARY KEY ("id")
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

-- drop foreign key `fk_review_book` on `review`
-- drop column `review.book`
-- hazard[drop-column]: deletes all values of `review.book`
CREATE TABLE "_schema_rebuild_review" (
    "id" INTEGER NOT NULL,
    "author" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_review_author" FOREIGN KEY ("author") REFERENCES "book" ("author")
);

-- copy the rows
INSERT INTO "_schema_rebuild_review" ("id", "author")
SELECT "id", "author"
FROM "review";

-- the new table takes the place of the old one
DROP TABLE "review";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_review" RENAME TO "review";

PRAGMA legacy_alter_table = OFF;
