-- cargo-schema: foreign-keys=off

-- alter column `items.total`: not null -> null, none -> generated stored as price * count
-- hazard[drop-column]: deletes all values of `items.total`
CREATE TABLE "_schema_rebuild_items" (
    "id" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "total" INTEGER GENERATED ALWAYS AS (price * count) STORED,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_items" ("id", "price", "count")
SELECT "id", "price", "count"
FROM "items";

-- the new table takes the place of the old one
DROP TABLE "items";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_items" RENAME TO "items";

PRAGMA legacy_alter_table = OFF;
