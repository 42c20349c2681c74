-- drop column `shop.city`
-- drop column `shop.crab`
-- drop column `shop.sign`
-- hazard[drop-column]: deletes all values of `shop.city`
-- hazard[drop-column]: deletes all values of `shop.crab`
-- hazard[drop-column]: deletes all values of `shop.sign`
ALTER TABLE `shop`
    DROP COLUMN `city`,
    DROP COLUMN `crab`,
    DROP COLUMN `sign`;
