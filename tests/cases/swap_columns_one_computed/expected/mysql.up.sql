-- rename column `sales.price` to `_schema_aside_price`
ALTER TABLE `sales`
    DROP CONSTRAINT `ck_both`,
    RENAME COLUMN `price` TO `_schema_aside_price`,
    MODIFY COLUMN `twice` int GENERATED ALWAYS AS (_schema_aside_price * 2) STORED,
    ADD CONSTRAINT `ck_both` CHECK (_schema_aside_price < 1000 AND twice < 2000);

-- rename column `sales.twice` to `price`
ALTER TABLE `sales`
    DROP CONSTRAINT `ck_both`,
    RENAME COLUMN `twice` TO `price`,
    ADD CONSTRAINT `ck_both` CHECK (_schema_aside_price < 1000 AND price < 2000);

-- rename column `sales._schema_aside_price` to `twice`
ALTER TABLE `sales`
    DROP CONSTRAINT `ck_both`,
    RENAME COLUMN `_schema_aside_price` TO `twice`,
    MODIFY COLUMN `price` int GENERATED ALWAYS AS (twice * 2) STORED,
    ADD CONSTRAINT `ck_both` CHECK (twice < 1000 AND price < 2000);

-- rename unique constraint `uq_sales_price_id` on `sales` to `uq_sales_twice_id`
ALTER TABLE `sales` RENAME INDEX `uq_sales_price_id` TO `uq_sales_twice_id`;
