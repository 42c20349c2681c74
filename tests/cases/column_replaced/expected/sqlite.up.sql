-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "shops"."address"

-- create table `addresses`: 3 columns
CREATE TABLE "addresses" (
    "key" INTEGER NOT NULL,
    "person" INTEGER,
    "address" TEXT NOT NULL,
    PRIMARY KEY ("key"),
    CONSTRAINT "fk_addresses_person" FOREIGN KEY ("person") REFERENCES "people" ("id")
);

-- drop check constraint `ck_shops_address` on `shops`
-- drop column `shops.address`
-- hazard[drop-column]: deletes all values of `shops.address`
CREATE TABLE "_schema_rebuild_shops" (
    "id" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_shops" ("id")
SELECT "id"
FROM "shops";

-- the new table takes the place of the old one
DROP TABLE "shops";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_shops" RENAME TO "shops";

PRAGMA legacy_alter_table = OFF;

-- drop column `people.address`
-- hazard[drop-column]: deletes all values of `people.address`
ALTER TABLE "people" DROP COLUMN "address";

-- drop table `olds`
-- hazard[drop-table]: deletes all rows of `olds`
DROP TABLE "olds";

-- alter column `people.height`: i32 -> i64: nothing to do on sqlite
