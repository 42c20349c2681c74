-- temporarily drop index `ix_sum` on `line` while a column under it changes
DROP INDEX "ix_sum";

-- alter column `line.sum`: generated virtual as price + amount -> generated stored as price + amount
ALTER TABLE "line" DROP COLUMN "sum";

-- alter column `line.total`: generated stored as price * amount -> generated virtual as price * amount
ALTER TABLE "line" DROP COLUMN "total";

-- alter column `line.sum`: generated virtual as price + amount -> generated stored as price + amount
ALTER TABLE "line" ADD COLUMN "sum" bigint NOT NULL GENERATED ALWAYS AS (price + amount) STORED;

-- alter column `line.total`: generated stored as price * amount -> generated virtual as price * amount
ALTER TABLE "line" ADD COLUMN "total" bigint NOT NULL GENERATED ALWAYS AS (price * amount) VIRTUAL;

-- create index `ix_sum` on `line` again
CREATE INDEX "ix_sum" ON "line" ("sum");
