-- rename value `high` of enum `level` to `_schema_aside_high`
ALTER TYPE "level" RENAME VALUE 'high' TO '_schema_aside_high';

-- rename value `low` of enum `level` to `high`
ALTER TYPE "level" RENAME VALUE 'low' TO 'high';

-- rename value `_schema_aside_high` of enum `level` to `low`
ALTER TYPE "level" RENAME VALUE '_schema_aside_high' TO 'low';

-- alter enum `level`: high, low -> low, high
ALTER TYPE "level" RENAME TO "_schema_old_level";

-- alter enum `level`: high, low -> low, high
CREATE TYPE "level" AS ENUM ('low', 'high');

-- alter column `lamp.kind`: enum(kind) -> enum(level)
-- hazard[narrow-type]: fails or truncates values of `lamp.kind` that do not fit the new type
ALTER TABLE "lamp" ALTER COLUMN "kind" TYPE "level" USING "kind"::text::"level";

-- alter enum `level`: high, low -> low, high
ALTER TABLE "lamp" ALTER COLUMN "level" TYPE "level" USING "level"::text::"level";

-- alter enum `level`: high, low -> low, high
DROP TYPE "_schema_old_level";

-- drop enum `kind`
DROP TYPE "kind";
