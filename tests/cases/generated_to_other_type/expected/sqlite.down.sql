-- cargo-schema: foreign-keys=off

-- alter column `items.total`: varchar(20) -> i32, none -> generated virtual as price * count
-- alter column `items.added`: datetime -> i32, none -> generated virtual as price + count
-- hazard[drop-column]: deletes all values of `items.total`
-- hazard[drop-column]: deletes all values of `items.added`
-- hazard[narrow-type]: keeps values of `items.total` that do not fit the new type, which programs may fail to read
-- hazard[narrow-type]: keeps values of `items.added` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_items" (
    "id" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "total" INTEGER GENERATED ALWAYS AS (price * count) VIRTUAL,
    "added" INTEGER GENERATED ALWAYS AS (price + count) VIRTUAL,
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
