-- add column `items.price`: i32, null, default sql((1 + 1))
ALTER TABLE "items" ADD COLUMN "price" integer DEFAULT ((1 + 1));

-- add column `items.total`: i32, null, generated stored as price * 2
ALTER TABLE "items" ADD COLUMN "total" integer GENERATED ALWAYS AS (price * 2) STORED;
