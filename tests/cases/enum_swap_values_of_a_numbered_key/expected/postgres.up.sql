-- rename value `draft` of enum `status` to `_schema_aside_draft`
ALTER TYPE "status" RENAME VALUE 'draft' TO '_schema_aside_draft';

-- rename value `sent` of enum `status` to `draft`
ALTER TYPE "status" RENAME VALUE 'sent' TO 'draft';

-- rename value `_schema_aside_draft` of enum `status` to `sent`
ALTER TYPE "status" RENAME VALUE '_schema_aside_draft' TO 'sent';

-- drop unique constraint `uq_note` on `note`
ALTER TABLE "note" DROP CONSTRAINT "uq_note";

-- drop primary key of `post`
ALTER TABLE "post" DROP CONSTRAINT "post_pkey";

-- add unique constraint `uq_note` on `note`: id, code, status
-- hazard[constraint-on-rows]: fails if existing rows of `note` violate `uq_note`
ALTER TABLE "note" ADD CONSTRAINT "uq_note" UNIQUE ("id", "code", "status");

-- add primary key to `post`: id, slot, status
ALTER TABLE "post" ADD CONSTRAINT "post_pkey" PRIMARY KEY ("id", "slot", "status");
