-- alter column `items.total`: none -> generated stored as price * count
-- hazard[drop-column]: deletes all values of `items.total`
ALTER TABLE "items" DROP COLUMN "total";

-- alter column `items.total`: none -> generated stored as price * count
ALTER TABLE "items" ADD COLUMN "total" integer GENERATED ALWAYS AS (price * count) STORED;
