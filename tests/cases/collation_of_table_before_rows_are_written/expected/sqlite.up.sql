-- cargo-schema: foreign-keys=off

-- add column `notes.kind`: enum(kind), not null, existing rows get "short"
-- alter column `notes.twice`: generated virtual as size * 2 -> none
CREATE TABLE "_schema_rebuild_notes" (
    "id" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "twice" INTEGER,
    "kind" TEXT NOT NULL CONSTRAINT "ck_notes_kind" CHECK ("kind" IN ('short', 'long')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_notes" ("id", "size", "twice", "kind")
SELECT "id", "size", "twice", 'short'
FROM "notes";

-- the new table takes the place of the old one
DROP TABLE "notes";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_notes" RENAME TO "notes";

PRAGMA legacy_alter_table = OFF;
