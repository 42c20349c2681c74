-- alter column `line.total`: generated stored as price * amount -> generated virtual as price * amount
-- alter column `line.sum`: generated virtual as price + amount -> generated stored as price + amount
ALTER TABLE `line`
    DROP COLUMN `total`,
    ADD COLUMN `total` bigint GENERATED ALWAYS AS (price * amount) VIRTUAL,
    DROP COLUMN `sum`,
    ADD COLUMN `sum` bigint GENERATED ALWAYS AS (price + amount) STORED;
