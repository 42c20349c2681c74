-- cargo-schema: foreign-keys=off

-- rename unique constraint `uq_code` on `giver` to `fourth`
DROP INDEX IF EXISTS "uq_code";

-- rename unique constraint `uq_code` on `giver` to `fourth`
CREATE TABLE "_schema_rebuild_giver" (
    "id" INTEGER NOT NULL,
    "code" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_giver" ("id", "code")
SELECT "id", "code"
FROM "giver";

-- the new table takes the place of the old one
DROP TABLE "giver";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_giver" RENAME TO "giver";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `fourth`
CREATE UNIQUE INDEX "fourth" ON "giver" ("code");

-- drop table `old`
-- hazard[drop-table]: deletes all rows of `old`
DROP TABLE "old";
