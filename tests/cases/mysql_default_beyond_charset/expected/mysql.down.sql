-- drop column `shop.city`
-- hazard: loses the values of `shop.city`
ALTER TABLE `shop` DROP COLUMN `city`;
