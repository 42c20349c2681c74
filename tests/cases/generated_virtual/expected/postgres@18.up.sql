-- temporarily drop check constraint `ck_line_sum` on `line` while a column under it changes
ALTER TABLE "line" DROP CONSTRAINT "ck_line_sum";

-- alter column `line.sum`: generated virtual as price + amount -> none
ALTER TABLE "line" DROP COLUMN "sum";

-- alter column `line.sum`: generated virtual as price + amount -> none
ALTER TABLE "line" ADD COLUMN "sum" integer GENERATED ALWAYS AS (price + amount) STORED;

-- alter column `line.sum`: generated virtual as price + amount -> none
ALTER TABLE "line" ALTER COLUMN "sum" DROP EXPRESSION;

-- generate `line.total` again, because a column in its expression changes its type
ALTER TABLE "line" DROP COLUMN "total";

-- alter column `line.price`: i32 -> i64
ALTER TABLE "line" ALTER COLUMN "price" TYPE bigint;

-- generate `line.total` again, because a column in its expression changes its type
ALTER TABLE "line" ADD COLUMN "total" bigint GENERATED ALWAYS AS (price * amount) VIRTUAL;

-- create check constraint `ck_line_sum` on `line` again
ALTER TABLE "line" ADD CONSTRAINT "ck_line_sum" CHECK (sum > 0);

-- alter column `line.sum`: generated virtual as price + amount -> none
COMMENT ON COLUMN "line"."sum" IS 'Price and amount.';
