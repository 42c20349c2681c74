-- cargo-schema: foreign-keys=off

-- add column `notes.code`: char(8), not null, existing rows get "none"
CREATE TABLE "_schema_rebuild_notes" (
    "id" INTEGER NOT NULL,
    "title" VARCHAR(80) NOT NULL,
    "code" CHAR(8) NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_notes" ("id", "title", "code")
SELECT "id", "title", 'none'
FROM "notes";

-- the new table takes the place of the old one
DROP TABLE "notes";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_notes" RENAME TO "notes";

PRAGMA legacy_alter_table = OFF;
