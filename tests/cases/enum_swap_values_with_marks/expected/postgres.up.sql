-- rename value `{column}` of enum `status` to `_schema_aside_{column}`
ALTER TYPE "status" RENAME VALUE '{column}' TO '_schema_aside_{column}';

-- rename value `{type}` of enum `status` to `{column}`
ALTER TYPE "status" RENAME VALUE '{type}' TO '{column}';

-- rename value `_schema_aside_{column}` of enum `status` to `{type}`
ALTER TYPE "status" RENAME VALUE '_schema_aside_{column}' TO '{type}';

-- alter enum `status`: {type}, {column}, it's {column} -> {type}, {column}, rows with it's {column} get {type}
ALTER TYPE "status" RENAME TO "_schema_old_status";

-- alter enum `status`: {type}, {column}, it's {column} -> {type}, {column}, rows with it's {column} get {type}
CREATE TYPE "status" AS ENUM ('{type}', '{column}');

-- alter enum `status`: {type}, {column}, it's {column} -> {type}, {column}, rows with it's {column} get {type}
ALTER TABLE "post" ALTER COLUMN "status" TYPE "status" USING (CASE "status"::text WHEN E'it\'s {column}' THEN '{type}' ELSE "status"::text END)::"status";

-- alter enum `status`: {type}, {column}, it's {column} -> {type}, {column}, rows with it's {column} get {type}
DROP TYPE "_schema_old_status";
