-- drop column `shop.city`
-- hazard[drop-column]: deletes all values of `shop.city`
ALTER TABLE "shop" DROP COLUMN "city";

-- drop column `shop.crab`
-- hazard[drop-column]: deletes all values of `shop.crab`
ALTER TABLE "shop" DROP COLUMN "crab";

-- drop column `shop.sign`
-- hazard[drop-column]: deletes all values of `shop.sign`
ALTER TABLE "shop" DROP COLUMN "sign";
