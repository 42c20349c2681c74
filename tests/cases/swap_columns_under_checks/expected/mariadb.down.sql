-- rename column `stock.low` to `_schema_aside_high`
ALTER TABLE `stock` RENAME COLUMN `low` TO `_schema_aside_high`;

-- rename column `stock.high` to `low`
ALTER TABLE `stock` RENAME COLUMN `high` TO `low`;

-- rename column `stock._schema_aside_high` to `high`
ALTER TABLE `stock` RENAME COLUMN `_schema_aside_high` TO `high`;

-- alter column `stock.note`: varchar(30) -> varchar(20)
-- hazard[narrow-type]: fails or truncates values of `stock.note` that do not fit the new type
ALTER TABLE `stock` MODIFY COLUMN `note` varchar(20) NOT NULL;
