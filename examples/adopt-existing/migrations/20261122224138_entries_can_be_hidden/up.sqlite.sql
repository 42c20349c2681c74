-- entries can be hidden

-- add column `entries.hidden`: bool, not null, default false
ALTER TABLE "entries" ADD COLUMN "hidden" BOOLEAN NOT NULL DEFAULT FALSE;
