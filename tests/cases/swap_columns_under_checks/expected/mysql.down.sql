-- rename column `stock.low` to `_schema_aside_high`
ALTER TABLE `stock`
    DROP CONSTRAINT `ck_high`,
    RENAME COLUMN `low` TO `_schema_aside_high`,
    ADD CONSTRAINT `ck_high` CHECK (_schema_aside_high > -500);

-- rename column `stock.high` to `low`
ALTER TABLE `stock`
    DROP CONSTRAINT `ck_low`,
    RENAME COLUMN `high` TO `low`,
    ADD CONSTRAINT `ck_low` CHECK (low < 500);

-- rename column `stock._schema_aside_high` to `high`
ALTER TABLE `stock`
    DROP CONSTRAINT `ck_high`,
    RENAME COLUMN `_schema_aside_high` TO `high`,
    ADD CONSTRAINT `ck_high` CHECK (high > -500);

-- alter column `stock.note`: varchar(30) -> varchar(20)
-- hazard[narrow-type]: fails or truncates values of `stock.note` that do not fit the new type
ALTER TABLE `stock` MODIFY COLUMN `note` varchar(20) NOT NULL;
