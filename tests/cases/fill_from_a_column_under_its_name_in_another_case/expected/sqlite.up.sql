-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "person"."email"

-- add column `person.Email`: varchar(80), null, existing rows get sql(lower(email))
-- drop column `person.email`
-- hazard[drop-column]: deletes all values of `person.email`
CREATE TABLE "_schema_rebuild_person" (
    "id" INTEGER NOT NULL,
    "Email" VARCHAR(80),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_person" ("id", "Email")
SELECT "id", (lower(email))
FROM "person";

-- the new table takes the place of the old one
DROP TABLE "person";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_person" RENAME TO "person";

PRAGMA legacy_alter_table = OFF;
