-- rename column `sales.twice` to `_schema_aside_price`
ALTER TABLE `sales`
    DROP CONSTRAINT `ck_both`,
    RENAME COLUMN `twice` TO `_schema_aside_price`,
    MODIFY COLUMN `price` int GENERATED ALWAYS AS (_schema_aside_price * 2) STORED,
    ADD CONSTRAINT `ck_both` CHECK (_schema_aside_price < 1000 AND price < 2000);

-- rename column `sales.price` to `twice`
ALTER TABLE `sales`
    DROP CONSTRAINT `ck_both`,
    RENAME COLUMN `price` TO `twice`,
    ADD CONSTRAINT `ck_both` CHECK (_schema_aside_price < 1000 AND twice < 2000);

-- rename column `sales._schema_aside_price` to `price`
ALTER TABLE `sales`
    DROP CONSTRAINT `ck_both`,
    RENAME COLUMN `_schema_aside_price` TO `price`,
    MODIFY COLUMN `twice` int GENERATED ALWAYS AS (price * 2) STORED,
    ADD CONSTRAINT `ck_both` CHECK (price < 1000 AND twice < 2000);

-- rename unique constraint `uq_sales_twice_id` on `sales` to `uq_sales_price_id`
ALTER TABLE `sales` RENAME INDEX `uq_sales_twice_id` TO `uq_sales_price_id`;
