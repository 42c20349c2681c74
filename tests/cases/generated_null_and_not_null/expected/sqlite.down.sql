-- cargo-schema: foreign-keys=off

-- alter column `items.twice`: not null -> null
-- alter column `items.thrice`: null -> not null
-- hazard[not-null-without-value]: fails if `items.thrice` contains NULL
CREATE TABLE "_schema_rebuild_items" (
    "id" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "twice" INTEGER GENERATED ALWAYS AS (price * 2) STORED,
    "thrice" INTEGER NOT NULL GENERATED ALWAYS AS (price * 3) STORED,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_items" ("id", "price")
SELECT "id", "price"
FROM "items";

-- the new table takes the place of the old one
DROP TABLE "items";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_items" RENAME TO "items";

PRAGMA legacy_alter_table = OFF;
