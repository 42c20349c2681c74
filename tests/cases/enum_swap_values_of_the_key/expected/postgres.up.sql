-- rename value `high` of enum `level` to `_schema_aside_high`
ALTER TYPE "level" RENAME VALUE 'high' TO '_schema_aside_high';

-- rename value `low` of enum `level` to `high`
ALTER TYPE "level" RENAME VALUE 'low' TO 'high';

-- rename value `_schema_aside_high` of enum `level` to `low`
ALTER TYPE "level" RENAME VALUE '_schema_aside_high' TO 'low';
