-- rename value `away` of enum `status` to `sent`
ALTER TYPE "status" RENAME VALUE 'away' TO 'sent';

-- rename value `Draft` of enum `status` to `draft`
ALTER TYPE "status" RENAME VALUE 'Draft' TO 'draft';
