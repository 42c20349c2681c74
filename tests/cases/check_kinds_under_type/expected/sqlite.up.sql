-- cargo-schema: foreign-keys=off

-- alter column `items.size`: varchar(20) -> i32
-- hazard[narrow-type]: keeps values of `items.size` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_items" (
    "id" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_size" CHECK (size IS NOT NULL)
);

-- copy the rows
INSERT INTO "_schema_rebuild_items" ("id", "size")
SELECT "id", "size"
FROM "items";

-- the new table takes the place of the old one
DROP TABLE "items";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_items" RENAME TO "items";

PRAGMA legacy_alter_table = OFF;
