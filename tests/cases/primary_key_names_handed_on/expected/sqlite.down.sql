-- cargo-schema: foreign-keys=off

-- rename unique constraint `fourth` on `giver` to `uq_code`
DROP INDEX IF EXISTS "fourth";

-- rename unique constraint `fourth` on `giver` to `uq_code`
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

-- unique constraint `uq_code`
CREATE UNIQUE INDEX "uq_code" ON "giver" ("code");

-- create table `old`: 1 column
CREATE TABLE "old" (
    "id" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);
