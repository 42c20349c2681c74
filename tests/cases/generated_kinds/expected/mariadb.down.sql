-- alter column `line.total`: generated virtual as price * amount -> generated stored as price * amount
-- alter column `line.sum`: generated stored as price + amount -> generated virtual as price + amount
ALTER TABLE `line`
    DROP COLUMN `total`,
    ADD COLUMN `total` bigint GENERATED ALWAYS AS (price * amount) STORED,
    DROP COLUMN `sum`,
    ADD COLUMN `sum` bigint GENERATED ALWAYS AS (price + amount) VIRTUAL;
