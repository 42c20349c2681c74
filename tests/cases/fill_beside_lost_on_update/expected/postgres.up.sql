-- add column `reading.looked`: datetime, not null, existing rows get now()
ALTER TABLE "reading" ADD COLUMN "looked" timestamp;

-- add column `reading.looked`: datetime, not null, existing rows get now()
UPDATE "reading" SET "looked" = (now() AT TIME ZONE 'UTC');

-- add column `reading.looked`: datetime, not null, existing rows get now()
ALTER TABLE "reading" ALTER COLUMN "looked" SET NOT NULL;
