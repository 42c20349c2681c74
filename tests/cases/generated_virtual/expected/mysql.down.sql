-- temporarily drop check constraint `ck_line_sum` on `line` while a column under it changes
-- alter column `line.price`: i64 -> i32
-- alter column `line.sum`: none -> generated virtual as price + amount
-- create check constraint `ck_line_sum` on `line` again
-- hazard[narrow-type]: fails or truncates values of `line.price` that do not fit the new type
-- hazard[drop-column]: deletes all values of `line.sum`
ALTER TABLE `line`
    DROP CONSTRAINT `ck_line_sum`,
    MODIFY COLUMN `price` int NOT NULL,
    DROP COLUMN `sum`,
    ADD COLUMN `sum` int GENERATED ALWAYS AS (price + amount) VIRTUAL COMMENT 'Price and amount.',
    ADD CONSTRAINT `ck_line_sum` CHECK (sum > 0);
