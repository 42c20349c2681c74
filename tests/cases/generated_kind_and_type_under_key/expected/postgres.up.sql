-- take unique `uq_short` off `item` while a column under it changes
ALTER TABLE "item" DROP CONSTRAINT "uq_short";

-- take index `ix_short` off `item` while a column under it changes
DROP INDEX "ix_short";

-- alter column `item.short`: varchar(9) -> varchar(19), generated stored as substr(name, 1, 9) -> generated stored as name
ALTER TABLE "item" DROP COLUMN "short";

-- alter column `item.short`: varchar(9) -> varchar(19), generated stored as substr(name, 1, 9) -> generated stored as name
ALTER TABLE "item" ADD COLUMN "short" varchar(19) GENERATED ALWAYS AS (name) STORED;

-- put unique `uq_short` on `item` again
ALTER TABLE "item" ADD CONSTRAINT "uq_short" UNIQUE ("short");

-- put index `ix_short` on `item` again
CREATE INDEX "ix_short" ON "item" ("short");
