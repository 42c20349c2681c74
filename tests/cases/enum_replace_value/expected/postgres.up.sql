-- alter enum `status`: draft, sent, lost -> draft, sent, rows with lost get sent
ALTER TYPE "status" RENAME TO "_schema_old_status";

-- alter enum `status`: draft, sent, lost -> draft, sent, rows with lost get sent
CREATE TYPE "status" AS ENUM ('draft', 'sent');

-- alter enum `status`: draft, sent, lost -> draft, sent, rows with lost get sent
ALTER TABLE "post" ALTER COLUMN "status" TYPE "status" USING (CASE "status"::text WHEN 'lost' THEN 'sent' ELSE "status"::text END)::"status";

-- alter enum `status`: draft, sent, lost -> draft, sent, rows with lost get sent
DROP TYPE "_schema_old_status";
