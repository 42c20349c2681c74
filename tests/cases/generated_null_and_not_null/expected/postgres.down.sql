-- alter column `items.twice`: not null -> null
ALTER TABLE "items" ALTER COLUMN "twice" DROP NOT NULL;

-- alter column `items.thrice`: null -> not null
-- hazard[not-null-without-value]: fails if `items.thrice` contains NULL
ALTER TABLE "items" ALTER COLUMN "thrice" SET NOT NULL;
