-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "person"."Email"

-- add column `person.email`: varchar(40), null
-- drop column `person.Email`
-- hazard[drop-column]: deletes all values of `person.Email`
CREATE TABLE "_schema_rebuild_person" (
    "id" INTEGER NOT NULL,
    "email" VARCHAR(40),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_person" ("id")
SELECT "id"
FROM "person";

-- the new table takes the place of the old one
DROP TABLE "person";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_person" RENAME TO "person";

PRAGMA legacy_alter_table = OFF;
