-- rename value `new` of enum `status` to `draft`
ALTER TYPE "status" RENAME VALUE 'new' TO 'draft';
