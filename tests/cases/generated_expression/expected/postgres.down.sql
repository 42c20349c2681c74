-- temporarily drop index `ix_total` on `items` while a column under it changes
DROP INDEX "ix_total";

-- alter column `items.total`: generated stored as price + count -> generated stored as price * count
ALTER TABLE "items" DROP COLUMN "total";

-- alter column `items.total`: generated stored as price + count -> generated stored as price * count
ALTER TABLE "items" ADD COLUMN "total" integer GENERATED ALWAYS AS (price * count) STORED;

-- create index `ix_total` on `items` again
CREATE INDEX "ix_total" ON "items" ("total");
