-- add column `item.Size`: varchar(8), null
ALTER TABLE "item" ADD COLUMN "Size" varchar(8);

-- drop column `item.size`
-- hazard[drop-column]: deletes all values of `item.size`
ALTER TABLE "item" DROP COLUMN "size";

-- add index `ix_item_Size` on `item`: Size
CREATE INDEX "ix_item_Size" ON "item" ("Size");
