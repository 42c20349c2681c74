-- temporarily drop check constraint `ck_line_sum` on `line` while a column under it changes
-- alter column `line.sum`: generated virtual as price + amount -> none
ALTER TABLE `line`
    DROP CONSTRAINT `ck_line_sum`,
    ADD COLUMN `_schema_new_sum` int NULL;

-- alter column `line.sum`: generated virtual as price + amount -> none
UPDATE `line` SET `_schema_new_sum` = `sum`;

-- alter column `line.sum`: generated virtual as price + amount -> none
ALTER TABLE `line`
    DROP COLUMN `sum`,
    ADD COLUMN `sum` int NULL COMMENT 'Price and amount.';

-- alter column `line.sum`: generated virtual as price + amount -> none
UPDATE `line` SET `sum` = `_schema_new_sum`;

-- alter column `line.price`: i32 -> i64
-- alter column `line.sum`: generated virtual as price + amount -> none
-- create check constraint `ck_line_sum` on `line` again
ALTER TABLE `line`
    MODIFY COLUMN `price` bigint NOT NULL,
    DROP COLUMN `_schema_new_sum`,
    MODIFY COLUMN `sum` int NULL COMMENT 'Price and amount.',
    ADD CONSTRAINT `ck_line_sum` CHECK (sum > 0);
