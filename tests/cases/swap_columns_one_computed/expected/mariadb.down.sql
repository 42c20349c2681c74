-- rename column `sales.twice` to `_schema_aside_price`
ALTER TABLE `sales` RENAME COLUMN `twice` TO `_schema_aside_price`;

-- rename column `sales.price` to `twice`
ALTER TABLE `sales` RENAME COLUMN `price` TO `twice`;

-- rename column `sales._schema_aside_price` to `price`
ALTER TABLE `sales` RENAME COLUMN `_schema_aside_price` TO `price`;

-- rename unique constraint `uq_sales_twice_id` on `sales` to `uq_sales_price_id`
ALTER TABLE `sales` RENAME INDEX `uq_sales_twice_id` TO `uq_sales_price_id`;
