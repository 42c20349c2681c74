-- drop column `items.total`
ALTER TABLE "items" DROP COLUMN "total";

-- drop column `items.price`
-- hazard[drop-column]: deletes all values of `items.price`
ALTER TABLE "items" DROP COLUMN "price";
