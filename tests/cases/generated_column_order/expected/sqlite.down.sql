-- cargo-schema: foreign-keys=off

-- add column `items.total`: i32, null, generated stored as price * 2
-- add column `items.price`: i32, null, default sql((1 + 1))
CREATE TABLE "_schema_rebuild_items" (
    "id" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "total" INTEGER GENERATED ALWAYS AS (price * 2) STORED,
    "price" INTEGER DEFAULT ((1 + 1)),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_items" ("id", "count", "price")
SELECT "id", "count", ((1 + 1))
FROM "items";

-- the new table takes the place of the old one
DROP TABLE "items";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_items" RENAME TO "items";

PRAGMA legacy_alter_table = OFF;
