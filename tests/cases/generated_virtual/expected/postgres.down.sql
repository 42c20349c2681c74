-- temporarily drop check constraint `ck_line_sum` on `line` while a column under it changes
ALTER TABLE "line" DROP CONSTRAINT "ck_line_sum";

-- generate `line.total` again, because a column in its expression changes its type
ALTER TABLE "line" DROP COLUMN "total";

-- alter column `line.price`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `line.price` that do not fit the new type
ALTER TABLE "line" ALTER COLUMN "price" TYPE integer;

-- alter column `line.sum`: none -> generated stored as price + amount
-- hazard[drop-column]: deletes all values of `line.sum`
ALTER TABLE "line" DROP COLUMN "sum";

-- alter column `line.sum`: none -> generated stored as price + amount
ALTER TABLE "line" ADD COLUMN "sum" integer GENERATED ALWAYS AS (price + amount) STORED;

-- generate `line.total` again, because a column in its expression changes its type
ALTER TABLE "line" ADD COLUMN "total" bigint GENERATED ALWAYS AS (price * amount) STORED;

-- create check constraint `ck_line_sum` on `line` again
ALTER TABLE "line" ADD CONSTRAINT "ck_line_sum" CHECK (sum > 0);

-- alter column `line.sum`: none -> generated stored as price + amount
COMMENT ON COLUMN "line"."sum" IS 'Price and amount.';
