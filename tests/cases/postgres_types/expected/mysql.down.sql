-- drop column `sample.address`
-- drop column `sample.bits`
-- drop column `sample.card`
-- drop column `sample.grid`
-- drop column `sample.network`
-- drop column `sample.page`
-- drop column `sample.pause`
-- drop column `sample.price`
-- drop column `sample.raw`
-- drop column `sample.some_bits`
-- drop column `sample.span`
-- drop column `sample.terms`
-- drop column `sample.times`
-- drop column `sample.words`
-- hazard[drop-column]: deletes all values of `sample.address`
-- hazard[drop-column]: deletes all values of `sample.bits`
-- hazard[drop-column]: deletes all values of `sample.card`
-- hazard[drop-column]: deletes all values of `sample.grid`
-- hazard[drop-column]: deletes all values of `sample.network`
-- hazard[drop-column]: deletes all values of `sample.page`
-- hazard[drop-column]: deletes all values of `sample.pause`
-- hazard[drop-column]: deletes all values of `sample.price`
-- hazard[drop-column]: deletes all values of `sample.raw`
-- hazard[drop-column]: deletes all values of `sample.some_bits`
-- hazard[drop-column]: deletes all values of `sample.span`
-- hazard[drop-column]: deletes all values of `sample.terms`
-- hazard[drop-column]: deletes all values of `sample.times`
-- hazard[drop-column]: deletes all values of `sample.words`
ALTER TABLE `sample`
    DROP COLUMN `address`,
    DROP COLUMN `bits`,
    DROP COLUMN `card`,
    DROP COLUMN `grid`,
    DROP COLUMN `network`,
    DROP COLUMN `page`,
    DROP COLUMN `pause`,
    DROP COLUMN `price`,
    DROP COLUMN `raw`,
    DROP COLUMN `some_bits`,
    DROP COLUMN `span`,
    DROP COLUMN `terms`,
    DROP COLUMN `times`,
    DROP COLUMN `words`;
