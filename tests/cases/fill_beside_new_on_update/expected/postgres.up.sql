-- add column `reading.created`: datetime, not null, existing rows get sql(seen)
ALTER TABLE "reading" ADD COLUMN "created" timestamp;

-- add column `reading.changed`: datetime, not null, default now()
ALTER TABLE "reading" ADD COLUMN "changed" timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'UTC');

-- add column `reading.looked`: datetime, null, existing rows get sql(seen)
ALTER TABLE "reading" ADD COLUMN "looked" timestamp;

-- add column `reading.created`: datetime, not null, existing rows get sql(seen)
UPDATE "reading" SET "created" = seen;

-- add column `reading.looked`: datetime, null, existing rows get sql(seen)
UPDATE "reading" SET "looked" = seen;

-- add column `reading.created`: datetime, not null, existing rows get sql(seen)
ALTER TABLE "reading" ALTER COLUMN "created" SET NOT NULL;
