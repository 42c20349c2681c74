-- create enum `kind`: low, high
CREATE TYPE "kind" AS ENUM ('low', 'high');

-- alter enum `level`: low, high -> high, low
ALTER TYPE "level" RENAME TO "_schema_old_level";

-- alter enum `level`: low, high -> high, low
CREATE TYPE "level" AS ENUM ('high', 'low');

-- alter column `lamp.kind`: enum(level) -> enum(kind)
-- hazard[narrow-type]: fails or truncates values of `lamp.kind` that do not fit the new type
ALTER TABLE "lamp" ALTER COLUMN "kind" TYPE "kind" USING "kind"::text::"kind";

-- alter enum `level`: low, high -> high, low
ALTER TABLE "lamp" ALTER COLUMN "level" TYPE "level" USING "level"::text::"level";

-- alter enum `level`: low, high -> high, low
DROP TYPE "_schema_old_level";

-- rename value `low` of enum `level` to `_schema_aside_high`
ALTER TYPE "level" RENAME VALUE 'low' TO '_schema_aside_high';

-- rename value `high` of enum `level` to `low`
ALTER TYPE "level" RENAME VALUE 'high' TO 'low';

-- rename value `_schema_aside_high` of enum `level` to `high`
ALTER TYPE "level" RENAME VALUE '_schema_aside_high' TO 'high';
