-- cargo-schema: foreign-keys=off

-- alter column `item.short`: varchar(19) -> varchar(9), generated stored as name -> generated virtual as substr(name, 1, 9)
-- hazard[narrow-type]: keeps values of `item.short` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_item" (
    "id" INTEGER NOT NULL,
    "name" VARCHAR(19) NOT NULL,
    "short" VARCHAR(9) GENERATED ALWAYS AS (substr(name, 1, 9)) VIRTUAL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_item" ("id", "name")
SELECT "id", "name"
FROM "item";

-- the new table takes the place of the old one
DROP TABLE "item";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_item" RENAME TO "item";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_short`
CREATE UNIQUE INDEX "uq_short" ON "item" ("short");

-- index `ix_short`
CREATE INDEX "ix_short" ON "item" ("short");
