-- rename value `{type}` of enum `status` to `_schema_aside_{column}`
ALTER TYPE "status" RENAME VALUE '{type}' TO '_schema_aside_{column}';

-- rename value `{column}` of enum `status` to `{type}`
ALTER TYPE "status" RENAME VALUE '{column}' TO '{type}';

-- rename value `_schema_aside_{column}` of enum `status` to `{column}`
ALTER TYPE "status" RENAME VALUE '_schema_aside_{column}' TO '{column}';

-- alter enum `status`: {column}, {type} -> {column}, {type}, it's {column}
ALTER TYPE "status" ADD VALUE E'it\'s {column}' AFTER '{type}';
