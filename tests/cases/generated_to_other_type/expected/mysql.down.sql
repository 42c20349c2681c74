-- alter column `items.total`: varchar(20) -> i32, none -> generated virtual as price * count
-- alter column `items.added`: datetime -> i32, none -> generated virtual as price + count
-- hazard[narrow-type]: fails or cuts where a value of `items.total` does not fit the new type
-- hazard[drop-column]: loses the values of `items.total`
-- hazard[narrow-type]: fails or cuts where a value of `items.added` does not fit the new type
-- hazard[drop-column]: loses the values of `items.added`
ALTER TABLE `items`
    DROP COLUMN `total`,
    ADD COLUMN `total` int GENERATED ALWAYS AS (price * count) VIRTUAL,
    DROP COLUMN `added`,
    ADD COLUMN `added` int GENERATED ALWAYS AS (price + count) VIRTUAL;
