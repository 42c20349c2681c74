-- rename value `draft` of enum `status` to `Draft`
ALTER TYPE "status" RENAME VALUE 'draft' TO 'Draft';

-- rename value `sent` of enum `status` to `away`
ALTER TYPE "status" RENAME VALUE 'sent' TO 'away';
