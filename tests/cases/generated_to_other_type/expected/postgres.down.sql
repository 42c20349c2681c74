-- alter column `items.added`: datetime -> i32, none -> generated stored as price + count
-- hazard[drop-column]: deletes all values of `items.added`
ALTER TABLE "items" DROP COLUMN "added";

-- alter column `items.total`: varchar(20) -> i32, none -> generated stored as price * count
-- hazard[drop-column]: deletes all values of `items.total`
ALTER TABLE "items" DROP COLUMN "total";

-- alter column `items.added`: datetime -> i32, none -> generated stored as price + count
ALTER TABLE "items" ADD COLUMN "added" integer GENERATED ALWAYS AS (price + count) STORED;

-- alter column `items.total`: varchar(20) -> i32, none -> generated stored as price * count
ALTER TABLE "items" ADD COLUMN "total" integer GENERATED ALWAYS AS (price * count) STORED;
