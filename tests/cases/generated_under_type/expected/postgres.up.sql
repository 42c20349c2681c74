-- generate `items.total` again, because a column in its expression changes its type
ALTER TABLE "items" DROP COLUMN "total";

-- alter column `items.price`: i32 -> i64
ALTER TABLE "items" ALTER COLUMN "price" TYPE bigint;

-- generate `items.total` again, because a column in its expression changes its type
ALTER TABLE "items" ADD COLUMN "total" integer GENERATED ALWAYS AS (price * count) STORED;
