-- generate `items.total` again, because a column in its expression changes its type
ALTER TABLE "items" DROP COLUMN "total";

-- alter column `items.price`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `items.price` that do not fit the new type
ALTER TABLE "items" ALTER COLUMN "price" TYPE integer;

-- generate `items.total` again, because a column in its expression changes its type
ALTER TABLE "items" ADD COLUMN "total" integer GENERATED ALWAYS AS (price * count) STORED;
