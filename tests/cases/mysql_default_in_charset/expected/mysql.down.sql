-- drop column `shop.city`
-- drop column `shop.crab`
-- drop column `shop.sign`
-- hazard: loses the values of `shop.city`
-- hazard: loses the values of `shop.crab`
-- hazard: loses the values of `shop.sign`
ALTER TABLE `shop`
    DROP COLUMN `city`,
    DROP COLUMN `crab`,
    DROP COLUMN `sign`;
