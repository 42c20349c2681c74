-- rename column `stock.high` to `_schema_aside_high`
ALTER TABLE `stock`
    DROP CONSTRAINT `ck_high`,
    RENAME COLUMN `high` TO `_schema_aside_high`,
    ADD CONSTRAINT `ck_high` CHECK (_schema_aside_high > -500);

-- rename column `stock.low` to `high`
ALTER TABLE `stock`
    DROP CONSTRAINT `ck_low`,
    RENAME COLUMN `low` TO `high`,
    ADD CONSTRAINT `ck_low` CHECK (high < 500);

-- rename column `stock._schema_aside_high` to `low`
ALTER TABLE `stock`
    DROP CONSTRAINT `ck_high`,
    RENAME COLUMN `_schema_aside_high` TO `low`,
    ADD CONSTRAINT `ck_high` CHECK (low > -500);

-- alter column `stock.note`: varchar(20) -> varchar(30)
ALTER TABLE `stock` MODIFY COLUMN `note` varchar(30) NOT NULL;
