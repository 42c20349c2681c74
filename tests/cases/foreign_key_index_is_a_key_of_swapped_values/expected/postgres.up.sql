-- rename value `draft` of enum `status` to `_schema_aside_draft`
ALTER TYPE "status" RENAME VALUE 'draft' TO '_schema_aside_draft';

-- rename value `sent` of enum `status` to `draft`
ALTER TYPE "status" RENAME VALUE 'sent' TO 'draft';

-- rename value `_schema_aside_draft` of enum `status` to `sent`
ALTER TYPE "status" RENAME VALUE '_schema_aside_draft' TO 'sent';

-- drop primary key of `post`
ALTER TABLE "post" DROP CONSTRAINT "post_pkey";

-- add primary key to `post`: status, number
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `post`
ALTER TABLE "post" ADD CONSTRAINT "post_pkey" PRIMARY KEY ("status", "number");
