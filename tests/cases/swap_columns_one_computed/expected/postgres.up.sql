-- rename column `sales.price` to `_schema_aside_price`
ALTER TABLE "sales" RENAME COLUMN "price" TO "_schema_aside_price";

-- rename column `sales.twice` to `price`
ALTER TABLE "sales" RENAME COLUMN "twice" TO "price";

-- rename column `sales._schema_aside_price` to `twice`
ALTER TABLE "sales" RENAME COLUMN "_schema_aside_price" TO "twice";

-- rename unique constraint `uq_sales_price_id` on `sales` to `uq_sales_twice_id`
ALTER TABLE "sales" RENAME CONSTRAINT "uq_sales_price_id" TO "uq_sales_twice_id";
