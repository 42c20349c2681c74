-- cargo-schema: foreign-keys=off

-- drop primary key of `seat`
-- add primary key to `seat`: hall, rank_of
CREATE TABLE "_schema_rebuild_seat" (
    "hall" INTEGER NOT NULL,
    "rank_of" INTEGER NOT NULL,
    PRIMARY KEY ("hall", "rank_of")
);

-- copy the rows
INSERT INTO "_schema_rebuild_seat" ("rowid", "hall", "rank_of")
SELECT "rowid", "hall", "rank_of"
FROM "seat";

-- the new table takes the place of the old one
DROP TABLE "seat";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_seat" RENAME TO "seat";

PRAGMA legacy_alter_table = OFF;
