-- cargo-schema: foreign-keys=off

-- alter column `notes.body`: bytes -> varchar(80), not null -> null
-- hazard[narrow-type]: keeps values of `notes.body` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_notes" (
    "id" INTEGER NOT NULL,
    "body" VARCHAR(80),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_notes" ("id", "body")
SELECT "id", CAST("body" AS TEXT)
FROM "notes";

-- the new table takes the place of the old one
DROP TABLE "notes";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_notes" RENAME TO "notes";

PRAGMA legacy_alter_table = OFF;
