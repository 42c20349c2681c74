-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "item"."size"

-- add column `item.Size`: varchar(8), null
-- drop column `item.size`
-- add index `ix_item_Size` on `item`: Size
-- hazard[drop-column]: deletes all values of `item.size`
CREATE TABLE "_schema_rebuild_item" (
    "id" INTEGER NOT NULL,
    "Size" VARCHAR(8),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_item" ("id")
SELECT "id"
FROM "item";

-- the new table takes the place of the old one
DROP TABLE "item";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_item" RENAME TO "item";

PRAGMA legacy_alter_table = OFF;

-- index `ix_item_Size`
CREATE INDEX "ix_item_Size" ON "item" ("Size");
