-- rename column `stock.high` to `_schema_aside_high`
ALTER TABLE `stock` RENAME COLUMN `high` TO `_schema_aside_high`;

-- rename column `stock.low` to `high`
ALTER TABLE `stock` RENAME COLUMN `low` TO `high`;

-- rename column `stock._schema_aside_high` to `low`
ALTER TABLE `stock` RENAME COLUMN `_schema_aside_high` TO `low`;

-- alter column `stock.note`: varchar(20) -> varchar(30)
ALTER TABLE `stock` MODIFY COLUMN `note` varchar(30) NOT NULL;
