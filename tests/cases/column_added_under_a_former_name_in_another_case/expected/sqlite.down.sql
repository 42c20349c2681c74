-- drop column `item.size`
-- hazard[drop-column]: deletes all values of `item.size`
ALTER TABLE "item" DROP COLUMN "size";

-- rename column `item.amount` to `Size`
ALTER TABLE "item" RENAME COLUMN "amount" TO "Size";
