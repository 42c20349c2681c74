-- compute `items.total` again, since what it is computed from changes its type
ALTER TABLE "items" DROP COLUMN "total";

-- alter column `items.price`: i64 -> i32
-- hazard[narrow-type]: fails or cuts where a value of `items.price` does not fit the new type
ALTER TABLE "items" ALTER COLUMN "price" TYPE integer;

-- compute `items.total` again, since what it is computed from changes its type
ALTER TABLE "items" ADD COLUMN "total" integer GENERATED ALWAYS AS (price * count) STORED;
