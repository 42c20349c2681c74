-- rename value `sent` of enum `status` to `_schema_aside_draft`
ALTER TYPE "status" RENAME VALUE 'sent' TO '_schema_aside_draft';

-- rename value `draft` of enum `status` to `sent`
ALTER TYPE "status" RENAME VALUE 'draft' TO 'sent';

-- rename value `_schema_aside_draft` of enum `status` to `draft`
ALTER TYPE "status" RENAME VALUE '_schema_aside_draft' TO 'draft';

-- drop unique `uq_note` on `note`
ALTER TABLE "note" DROP CONSTRAINT "uq_note";

-- drop primary key of `post`
ALTER TABLE "post" DROP CONSTRAINT "post_pkey";

-- add unique `uq_note` on `note`: id, status
-- hazard[constraint-on-rows]: fails where rows of `note` break `uq_note`
ALTER TABLE "note" ADD CONSTRAINT "uq_note" UNIQUE ("id", "status");

-- add primary key to `post`: id, status
-- hazard[primary-key-on-rows]: fails where rows of `post` are not told apart by the new primary key
ALTER TABLE "post" ADD CONSTRAINT "post_pkey" PRIMARY KEY ("id", "status");
