-- cargo-schema: foreign-keys=off

-- alter enum `pet`: cat, 🦀 -> cat
-- hazard[remove-enum-value]: fails if a row still contains `🦀` of enum `pet`
CREATE TABLE "_schema_rebuild_owner" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pet" TEXT NOT NULL CONSTRAINT "ck_owner_pet" CHECK ("pet" IN ('cat'))
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_owner', seq FROM sqlite_sequence WHERE name = 'owner';

-- copy the rows
INSERT INTO "_schema_rebuild_owner" ("id", "pet")
SELECT "id", "pet"
FROM "owner";

-- the new table takes the place of the old one
DROP TABLE "owner";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_owner" RENAME TO "owner";

PRAGMA legacy_alter_table = OFF;
