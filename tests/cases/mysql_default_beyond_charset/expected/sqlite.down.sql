-- drop column `shop.city`
-- hazard[drop-column]: deletes all values of `shop.city`
ALTER TABLE "shop" DROP COLUMN "city";
