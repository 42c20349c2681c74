-- drop column `items.price`
-- drop column `items.total`
-- hazard: loses the values of `items.price`
-- hazard: loses the values of `items.total`
ALTER TABLE `items`
    DROP COLUMN `price`,
    DROP COLUMN `total`;
