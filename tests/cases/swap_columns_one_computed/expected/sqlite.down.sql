-- cargo-schema: foreign-keys=off

-- rename column `sales.twice` to `_schema_aside_price`
ALTER TABLE "sales" RENAME COLUMN "twice" TO "_schema_aside_price";

-- rename column `sales.price` to `twice`
ALTER TABLE "sales" RENAME COLUMN "price" TO "twice";

-- rename column `sales._schema_aside_price` to `price`
ALTER TABLE "sales" RENAME COLUMN "_schema_aside_price" TO "price";

-- rename unique constraint `uq_sales_twice_id` on `sales` to `uq_sales_price_id`
DROP INDEX IF EXISTS "uq_sales_twice_id";

-- rename unique constraint `uq_sales_twice_id` on `sales` to `uq_sales_price_id`
CREATE TABLE "_schema_rebuild_sales" (
    "id" INTEGER NOT NULL,
    "price" INTEGER,
    "twice" INTEGER GENERATED ALWAYS AS (price * 2) STORED,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_both" CHECK (price < 1000 AND twice < 2000)
);

-- copy the rows
INSERT INTO "_schema_rebuild_sales" ("id", "price")
SELECT "id", "price"
FROM "sales";

-- the new table takes the place of the old one
DROP TABLE "sales";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_sales" RENAME TO "sales";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_sales_price_id`
CREATE UNIQUE INDEX "uq_sales_price_id" ON "sales" ("price", "id");
