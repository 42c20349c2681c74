-- alter column `line.sum`: generated stored as price + amount -> none
ALTER TABLE "line" ALTER COLUMN "sum" DROP EXPRESSION;

-- generate `line.total` again, because a column in its expression changes its type
ALTER TABLE "line" DROP COLUMN "total";

-- alter column `line.price`: i32 -> i64
ALTER TABLE "line" ALTER COLUMN "price" TYPE bigint;

-- generate `line.total` again, because a column in its expression changes its type
ALTER TABLE "line" ADD COLUMN "total" bigint GENERATED ALWAYS AS (price * amount) STORED;
