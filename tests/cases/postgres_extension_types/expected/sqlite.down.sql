-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "places"."facts"

-- alter column `places.mail`: citext -> text
-- alter column `places.label`: text -> citext
-- drop column `places.facts`
-- hazard[narrow-type]: keeps values of `places.label` that do not fit the new type, which programs may fail to read
-- hazard[drop-column]: deletes all values of `places.facts`
CREATE TABLE "_schema_rebuild_places" (
    "id" INTEGER NOT NULL,
    "mail" TEXT,
    "path" TEXT,
    "label" TEXT COLLATE NOCASE,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_places" ("id", "mail", "path", "label")
SELECT "id", "mail", "path", "label"
FROM "places";

-- the new table takes the place of the old one
DROP TABLE "places";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_places" RENAME TO "places";

PRAGMA legacy_alter_table = OFF;
