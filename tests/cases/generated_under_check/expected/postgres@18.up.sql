-- temporarily drop check constraint `ck_total` on `items` while a column under it changes
ALTER TABLE "items" DROP CONSTRAINT "ck_total";

-- temporarily drop index `ix_total` on `items` while a column under it changes
DROP INDEX "ix_total";

-- alter column `items.total`: generated virtual as price * count -> none
ALTER TABLE "items" DROP COLUMN "total";

-- alter column `items.total`: generated virtual as price * count -> none
ALTER TABLE "items" ADD COLUMN "total" integer GENERATED ALWAYS AS (price * count) STORED;

-- alter column `items.total`: generated virtual as price * count -> none
ALTER TABLE "items" ALTER COLUMN "total" DROP EXPRESSION;

-- create check constraint `ck_total` on `items` again
ALTER TABLE "items" ADD CONSTRAINT "ck_total" CHECK (total < 1000);

-- create index `ix_total` on `items` again
CREATE INDEX "ix_total" ON "items" ("count", "total");
