-- add column `reading.looked`: datetime, not null, existing rows get now()
ALTER TABLE "reading" ADD COLUMN "looked" timestamp;

-- alter column `reading.seen`: datetime -> datetime(3)
-- hazard[narrow-type]: fails or truncates values of `reading.seen` that do not fit the new type
ALTER TABLE "reading" ALTER COLUMN "seen" TYPE timestamp(3);

-- add column `reading.looked`: datetime, not null, existing rows get now()
UPDATE "reading" SET "looked" = (now() AT TIME ZONE 'UTC');

-- add column `reading.looked`: datetime, not null, existing rows get now()
ALTER TABLE "reading" ALTER COLUMN "looked" SET NOT NULL;
