-- alter enum `pet`: cat, 🦀 -> cat
-- hazard[remove-enum-value]: fails if a row still contains `🦀` of enum `pet`
ALTER TYPE "pet" RENAME TO "_schema_old_pet";

-- alter enum `pet`: cat, 🦀 -> cat
CREATE TYPE "pet" AS ENUM ('cat');

-- alter enum `pet`: cat, 🦀 -> cat
-- hazard[remove-enum-value]: fails if a row still contains `🦀` of enum `pet`
ALTER TABLE "owner" ALTER COLUMN "pet" TYPE "pet" USING "pet"::text::"pet";

-- alter enum `pet`: cat, 🦀 -> cat
DROP TYPE "_schema_old_pet";
