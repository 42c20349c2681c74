-- cargo-schema: foreign-keys=off

-- alter column `notes.body`: varchar(60) -> tinyblob
-- alter table `notes`: strict
-- hazard[narrow-type]: fails or truncates values of `notes.body` that do not fit the new type
-- hazard[strict-on-rows]: fails if a value of `notes` does not have the type of its column
CREATE TABLE "_schema_rebuild_notes" (
    "id" INTEGER NOT NULL,
    "body" BLOB,
    PRIMARY KEY ("id")
) STRICT;

-- copy the rows
INSERT INTO "_schema_rebuild_notes" ("id", "body")
SELECT "id", CAST("body" AS BLOB)
FROM "notes";

-- the new table takes the place of the old one
DROP TABLE "notes";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_notes" RENAME TO "notes";

PRAGMA legacy_alter_table = OFF;
