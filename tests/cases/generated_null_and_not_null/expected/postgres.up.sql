-- alter column `items.thrice`: not null -> null
ALTER TABLE "items" ALTER COLUMN "thrice" DROP NOT NULL;

-- alter column `items.twice`: null -> not null
-- hazard[not-null-without-value]: fails if `items.twice` contains NULL
ALTER TABLE "items" ALTER COLUMN "twice" SET NOT NULL;
