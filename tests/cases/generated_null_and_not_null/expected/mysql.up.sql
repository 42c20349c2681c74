-- alter column `items.twice`: null -> not null
-- alter column `items.thrice`: not null -> null
-- hazard[not-null-without-value]: fails if `items.twice` contains NULL
ALTER TABLE `items`
    MODIFY COLUMN `twice` int GENERATED ALWAYS AS (price * 2) STORED NOT NULL,
    MODIFY COLUMN `thrice` int GENERATED ALWAYS AS (price * 3) STORED;
