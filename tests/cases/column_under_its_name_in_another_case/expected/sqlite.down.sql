-- set column `item.size` aside
ALTER TABLE "item" RENAME COLUMN "size" TO "_schema_old_size";

-- add column `item.Size`: varchar(8), null
ALTER TABLE "item" ADD COLUMN "Size" VARCHAR(8);

-- drop column `item.size`
-- hazard: loses the values of `item.size`
ALTER TABLE "item" DROP COLUMN "_schema_old_size";

-- add index `ix_item_Size` on `item`: Size
CREATE INDEX "ix_item_Size" ON "item" ("Size");
