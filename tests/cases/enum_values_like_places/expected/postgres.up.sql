-- rename value `{column}` of enum `status` to `_schema_aside_{column}`
ALTER TYPE "status" RENAME VALUE '{column}' TO '_schema_aside_{column}';

-- rename value `{type}` of enum `status` to `{column}`
ALTER TYPE "status" RENAME VALUE '{type}' TO '{column}';

-- rename value `_schema_aside_{column}` of enum `status` to `{type}`
ALTER TYPE "status" RENAME VALUE '_schema_aside_{column}' TO '{type}';

-- alter enum `status`: {column}, {type}, old -> {column}, {type}, rows with old get {column}
ALTER TYPE "status" RENAME TO "_schema_old_status";

-- alter enum `status`: {column}, {type}, old -> {column}, {type}, rows with old get {column}
CREATE TYPE "status" AS ENUM ('{column}', '{type}');

-- alter enum `status`: {column}, {type}, old -> {column}, {type}, rows with old get {column}
ALTER TABLE "post" ALTER COLUMN "status" TYPE "status" USING (CASE "status"::text WHEN 'old' THEN '{column}' ELSE "status"::text END)::"status";

-- alter enum `status`: {column}, {type}, old -> {column}, {type}, rows with old get {column}
DROP TYPE "_schema_old_status";
