-- alter column `notes.twice`: generated stored as size * 2 -> none
ALTER TABLE "notes" ALTER COLUMN "twice" DROP EXPRESSION;

-- create enum `kind`: short, long
CREATE TYPE "kind" AS ENUM ('short', 'long');

-- add column `notes.kind`: enum(kind), not null, existing rows get "short"
ALTER TABLE "notes" ADD COLUMN "kind" "kind" NOT NULL DEFAULT 'short';

-- add column `notes.kind`: enum(kind), not null, existing rows get "short"
ALTER TABLE "notes" ALTER COLUMN "kind" DROP DEFAULT;
