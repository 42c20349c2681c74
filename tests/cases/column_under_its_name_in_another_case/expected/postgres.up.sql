-- drop index `ix_item_Size` on `item`
DROP INDEX "ix_item_Size";

-- add column `item.size`: i32, not null, existing rows get 7
ALTER TABLE "item" ADD COLUMN "size" integer NOT NULL DEFAULT 7;

-- add column `item.size`: i32, not null, existing rows get 7
ALTER TABLE "item" ALTER COLUMN "size" DROP DEFAULT;

-- drop column `item.Size`
-- hazard[drop-column]: deletes all values of `item.Size`
ALTER TABLE "item" DROP COLUMN "Size";
