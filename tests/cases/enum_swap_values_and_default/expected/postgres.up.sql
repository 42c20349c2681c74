-- rename value `draft` of enum `status` to `_schema_aside_draft`
ALTER TYPE "status" RENAME VALUE 'draft' TO '_schema_aside_draft';

-- rename value `sent` of enum `status` to `draft`
ALTER TYPE "status" RENAME VALUE 'sent' TO 'draft';

-- rename value `_schema_aside_draft` of enum `status` to `sent`
ALTER TYPE "status" RENAME VALUE '_schema_aside_draft' TO 'sent';

-- alter enum `status`: sent, draft -> draft, sent
ALTER TYPE "status" RENAME TO "_schema_old_status";

-- alter enum `status`: sent, draft -> draft, sent
CREATE TYPE "status" AS ENUM ('draft', 'sent');

-- alter column `post.word`: default "sent" -> "draft"
-- alter enum `status`: sent, draft -> draft, sent
ALTER TABLE "post"
    ALTER COLUMN "word" DROP DEFAULT,
    ALTER COLUMN "word" TYPE "status" USING "word"::text::"status",
    ALTER COLUMN "word" SET DEFAULT 'draft';

-- alter enum `status`: sent, draft -> draft, sent
ALTER TABLE "post"
    ALTER COLUMN "status" DROP DEFAULT,
    ALTER COLUMN "status" TYPE "status" USING "status"::text::"status",
    ALTER COLUMN "status" SET DEFAULT 'sent';

-- alter enum `status`: sent, draft -> draft, sent
DROP TYPE "_schema_old_status";
