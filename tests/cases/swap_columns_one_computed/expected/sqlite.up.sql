-- cargo-schema: foreign-keys=off

-- rename column `sales.price` to `_schema_aside_price`
ALTER TABLE "sales" RENAME COLUMN "price" TO "_schema_aside_price";

-- rename column `sales.twice` to `price`
ALTER TABLE "sales" RENAME COLUMN "twice" TO "price";

-- rename column `sales._schema_aside_price` to `twice`
ALTER TABLE "sales" RENAME COLUMN "_schema_aside_price" TO "twice";

-- rename unique constraint `uq_sales_price_id` on `sales` to `uq_sales_twice_id`
DROP INDEX IF EXISTS "uq_sales_price_id";

-- rename unique constraint `uq_sales_price_id` on `sales` to `uq_sales_twice_id`
CREATE TABLE "_schema_rebuild_sales" (
    "id" INTEGER NOT NULL,
    "twice" INTEGER,
    "price" INTEGER GENERATED ALWAYS AS (twice * 2) STORED,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_both" CHECK (twice < 1000 AND price < 2000)
);

-- copy the rows
INSERT INTO "_schema_rebuild_sales" ("id", "twice")
SELECT "id", "twice"
FROM "sales";

-- the new table takes the place of the old one
DROP TABLE "sales";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_sales" RENAME TO "sales";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_sales_twice_id`
CREATE UNIQUE INDEX "uq_sales_twice_id" ON "sales" ("twice", "id");
