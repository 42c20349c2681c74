-- compute `items.total` again, since what it is computed from changes its type
ALTER TABLE "items" DROP COLUMN "total";

-- alter column `items.price`: i32 -> i64
ALTER TABLE "items" ALTER COLUMN "price" TYPE bigint;

-- compute `items.total` again, since what it is computed from changes its type
ALTER TABLE "items" ADD COLUMN "total" integer GENERATED ALWAYS AS (price * count) STORED;
