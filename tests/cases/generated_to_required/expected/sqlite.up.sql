-- cargo-schema: foreign-keys=off

-- alter column `items.total`: null -> not null, generated stored as price * count -> none, existing NULLs get 0
CREATE TABLE "_schema_rebuild_items" (
    "id" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_items" ("id", "price", "count", "total")
SELECT "id", "price", "count", coalesce("total", 0)
FROM "items";

-- the new table takes the place of the old one
DROP TABLE "items";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_items" RENAME TO "items";

PRAGMA legacy_alter_table = OFF;
