-- cargo-schema: foreign-keys=off

-- add primary key to `pair`: b, a
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `pair`
CREATE TABLE "_schema_rebuild_pair" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,
    PRIMARY KEY ("b", "a")
);

-- copy the rows
INSERT INTO "_schema_rebuild_pair" ("rowid", "a", "b")
SELECT "rowid", "a", "b"
FROM "pair";

-- the new table takes the place of the old one
DROP TABLE "pair";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_pair" RENAME TO "pair";

PRAGMA legacy_alter_table = OFF;
