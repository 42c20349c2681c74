-- alter column `items.total`: varchar(20) -> i32, none -> generated virtual as price * count
-- alter column `items.added`: datetime -> i32, none -> generated virtual as price + count
-- hazard[narrow-type]: fails or truncates values of `items.total` that do not fit the new type
-- hazard[drop-column]: deletes all values of `items.total`
-- hazard[narrow-type]: fails or truncates values of `items.added` that do not fit the new type
-- hazard[drop-column]: deletes all values of `items.added`
ALTER TABLE `items`
    DROP COLUMN `total`,
    ADD COLUMN `total` int GENERATED ALWAYS AS (price * count) VIRTUAL,
    DROP COLUMN `added`,
    ADD COLUMN `added` int GENERATED ALWAYS AS (price + count) VIRTUAL;
