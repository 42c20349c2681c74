-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "item"."Size"

-- drop index `ix_item_Size` on `item`
DROP INDEX "ix_item_Size";

-- add column `item.size`: i32, not null, existing rows get 7
-- drop column `item.Size`
-- hazard[drop-column]: deletes all values of `item.Size`
CREATE TABLE "_schema_rebuild_item" (
    "id" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_item" ("id", "size")
SELECT "id", 7
FROM "item";

-- the new table takes the place of the old one
DROP TABLE "item";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_item" RENAME TO "item";

PRAGMA legacy_alter_table = OFF;
