-- alter column `stay.nights`: i64 -> i16, not null -> null
-- hazard[narrow-type]: fails or truncates values of `stay.nights` that do not fit the new type
ALTER TABLE "stay"
    ALTER COLUMN "nights" TYPE smallint,
    ALTER COLUMN "nights" DROP NOT NULL;
