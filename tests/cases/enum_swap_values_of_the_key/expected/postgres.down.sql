-- rename value `low` of enum `level` to `_schema_aside_high`
ALTER TYPE "level" RENAME VALUE 'low' TO '_schema_aside_high';

-- rename value `high` of enum `level` to `low`
ALTER TYPE "level" RENAME VALUE 'high' TO 'low';

-- rename value `_schema_aside_high` of enum `level` to `high`
ALTER TYPE "level" RENAME VALUE '_schema_aside_high' TO 'high';
