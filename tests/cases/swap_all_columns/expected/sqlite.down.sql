-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "tally"."c"
-- cargo-schema: drop-column "tally"."d"

-- add column `tally.b`: i32, not null
-- add column `tally.a`: i32, not null
-- drop column `tally.c`
-- drop column `tally.d`
-- hazard[stand-in-value]: existing rows get 0 in `tally.b`, because the original value is unknown
-- hazard[stand-in-value]: existing rows get 0 in `tally.a`, because the original value is unknown
-- hazard[drop-column]: deletes all values of `tally.c`
-- hazard[drop-column]: deletes all values of `tally.d`
CREATE TABLE "_schema_rebuild_tally" (
    "b" INTEGER NOT NULL,
    "a" INTEGER NOT NULL
);

-- copy the rows
INSERT INTO "_schema_rebuild_tally" ("rowid", "b", "a")
SELECT "rowid", 0, 0
FROM "tally";

-- the new table takes the place of the old one
DROP TABLE "tally";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_tally" RENAME TO "tally";

PRAGMA legacy_alter_table = OFF;
