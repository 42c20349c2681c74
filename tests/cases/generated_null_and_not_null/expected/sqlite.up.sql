-- cargo-schema: foreign-keys=off

-- alter column `items.twice`: null -> not null
-- alter column `items.thrice`: not null -> null
-- hazard[not-null-without-value]: fails if `items.twice` contains NULL
CREATE TABLE "_schema_rebuild_items" (
    "id" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "twice" INTEGER NOT NULL GENERATED ALWAYS AS (price * 2) STORED,
    "thrice" INTEGER GENERATED ALWAYS AS (price * 3) STORED,
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
