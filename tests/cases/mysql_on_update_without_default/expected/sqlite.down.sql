-- drop column `reading.looked`
-- hazard[drop-column]: deletes all values of `reading.looked`
ALTER TABLE "reading" DROP COLUMN "looked";

-- alter column `reading.seen`: datetime(3) -> datetime: nothing to do on sqlite
