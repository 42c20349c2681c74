-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "notes"."kind"

-- alter column `notes.twice`: none -> generated virtual as size * 2
-- drop column `notes.kind`
-- hazard[drop-column]: deletes all values of `notes.twice`
-- hazard[drop-column]: deletes all values of `notes.kind`
CREATE TABLE "_schema_rebuild_notes" (
    "id" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "twice" INTEGER GENERATED ALWAYS AS (size * 2) VIRTUAL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_notes" ("id", "size")
SELECT "id", "size"
FROM "notes";

-- the new table takes the place of the old one
DROP TABLE "notes";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_notes" RENAME TO "notes";

PRAGMA legacy_alter_table = OFF;
