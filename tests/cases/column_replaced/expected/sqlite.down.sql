-- cargo-schema: foreign-keys=off

-- add column `people.address`: text, not null
-- alter column `people.height`: i64 -> i32
-- hazard[stand-in-value]: existing rows get "" in `people.address`, because the original value is unknown
-- hazard[narrow-type]: keeps values of `people.height` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_people" (
    "id" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_people" ("id", "height", "address")
SELECT "id", "height", ''
FROM "people";

-- the new table takes the place of the old one
DROP TABLE "people";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_people" RENAME TO "people";

PRAGMA legacy_alter_table = OFF;

-- add column `shops.address`: text, not null
-- add check constraint `ck_shops_address` on `shops`: address <> 'nowhere'
-- hazard[stand-in-value]: existing rows get "" in `shops.address`, because the original value is unknown
-- hazard[constraint-on-rows]: fails if existing rows of `shops` violate `ck_shops_address`
CREATE TABLE "_schema_rebuild_shops" (
    "id" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_shops_address" CHECK (address <> 'nowhere')
);

-- copy the rows
INSERT INTO "_schema_rebuild_shops" ("id", "address")
SELECT "id", ''
FROM "shops";

-- the new table takes the place of the old one
DROP TABLE "shops";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_shops" RENAME TO "shops";

PRAGMA legacy_alter_table = OFF;

-- create table `olds`: 2 columns
CREATE TABLE "olds" (
    "id" INTEGER NOT NULL,
    "person" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_olds_person" FOREIGN KEY ("person") REFERENCES "people" ("id")
);

-- drop table `addresses`
-- hazard[drop-table]: deletes all rows of `addresses`
DROP TABLE "addresses";
