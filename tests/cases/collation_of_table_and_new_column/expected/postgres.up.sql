-- add column `notes.code`: char(8), not null, existing rows get "none"
ALTER TABLE "notes" ADD COLUMN "code" char(8) NOT NULL DEFAULT 'none';

-- add column `notes.code`: char(8), not null, existing rows get "none"
ALTER TABLE "notes" ALTER COLUMN "code" DROP DEFAULT;
