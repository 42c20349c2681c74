-- drop column `shop.city`
-- hazard[drop-column]: loses the values of `shop.city`
ALTER TABLE `shop` DROP COLUMN `city`;
