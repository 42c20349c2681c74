-- rename value `draft` of enum `status` to `new`
ALTER TYPE "status" RENAME VALUE 'draft' TO 'new';
