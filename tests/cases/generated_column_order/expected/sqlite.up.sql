-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "items"."price"
-- cargo-schema: drop-column "items"."total"

-- drop column `items.price`
-- drop column `items.total`
-- hazard[drop-column]: deletes all values of `items.price`
CREATE TABLE "_schema_rebuild_items" (
    "id" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_items" ("id", "count")
SELECT "id", "count"
FROM "items";

-- the new table takes the place of the old one
DROP TABLE "items";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_items" RENAME TO "items";

PRAGMA legacy_alter_table = OFF;
