-- temporarily drop unique constraint `uq_short` on `item` while a column under it changes
ALTER TABLE "item" DROP CONSTRAINT "uq_short";

-- temporarily drop index `ix_short` on `item` while a column under it changes
DROP INDEX "ix_short";

-- alter column `item.short`: varchar(9) -> varchar(19), generated stored as substr(name, 1, 9) -> generated stored as name
ALTER TABLE "item" DROP COLUMN "short";

-- alter column `item.short`: varchar(9) -> varchar(19), generated stored as substr(name, 1, 9) -> generated stored as name
ALTER TABLE "item" ADD COLUMN "short" varchar(19) GENERATED ALWAYS AS (name) STORED;

-- create unique constraint `uq_short` on `item` again
ALTER TABLE "item" ADD CONSTRAINT "uq_short" UNIQUE ("short");

-- create index `ix_short` on `item` again
CREATE INDEX "ix_short" ON "item" ("short");
