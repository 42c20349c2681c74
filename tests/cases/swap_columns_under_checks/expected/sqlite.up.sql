-- cargo-schema: foreign-keys=off

-- rename column `stock.high` to `_schema_aside_high`
ALTER TABLE "stock" RENAME COLUMN "high" TO "_schema_aside_high";

-- rename column `stock.low` to `high`
ALTER TABLE "stock" RENAME COLUMN "low" TO "high";

-- rename column `stock._schema_aside_high` to `low`
ALTER TABLE "stock" RENAME COLUMN "_schema_aside_high" TO "low";

-- alter column `stock.note`: varchar(20) -> varchar(30)
CREATE TABLE "_schema_rebuild_stock" (
    "id" INTEGER NOT NULL,
    "high" INTEGER NOT NULL,
    "low" INTEGER NOT NULL,
    "note" VARCHAR(30) NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_high" CHECK (low > -500),
    CONSTRAINT "ck_low" CHECK (high < 500)
);

-- copy the rows
INSERT INTO "_schema_rebuild_stock" ("id", "high", "low", "note")
SELECT "id", "high", "low", "note"
FROM "stock";

-- the new table takes the place of the old one
DROP TABLE "stock";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_stock" RENAME TO "stock";

PRAGMA legacy_alter_table = OFF;
