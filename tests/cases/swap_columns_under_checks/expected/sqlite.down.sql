-- cargo-schema: foreign-keys=off

-- rename column `stock.low` to `_schema_aside_high`
ALTER TABLE "stock" RENAME COLUMN "low" TO "_schema_aside_high";

-- rename column `stock.high` to `low`
ALTER TABLE "stock" RENAME COLUMN "high" TO "low";

-- rename column `stock._schema_aside_high` to `high`
ALTER TABLE "stock" RENAME COLUMN "_schema_aside_high" TO "high";

-- alter column `stock.note`: varchar(30) -> varchar(20)
-- hazard[narrow-type]: keeps values of `stock.note` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_stock" (
    "id" INTEGER NOT NULL,
    "low" INTEGER NOT NULL,
    "high" INTEGER NOT NULL,
    "note" VARCHAR(20) NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_high" CHECK (high > -500),
    CONSTRAINT "ck_low" CHECK (low < 500)
);

-- copy the rows
INSERT INTO "_schema_rebuild_stock" ("id", "low", "high", "note")
SELECT "id", "low", "high", "note"
FROM "stock";

-- the new table takes the place of the old one
DROP TABLE "stock";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_stock" RENAME TO "stock";

PRAGMA legacy_alter_table = OFF;
