-- alter column `items.twice`: not null -> null
-- alter column `items.thrice`: null -> not null
-- hazard[not-null-without-value]: fails if `items.thrice` contains NULL
ALTER TABLE `items`
    MODIFY COLUMN `twice` int GENERATED ALWAYS AS (price * 2) STORED,
    MODIFY COLUMN `thrice` int GENERATED ALWAYS AS (price * 3) STORED NOT NULL;
