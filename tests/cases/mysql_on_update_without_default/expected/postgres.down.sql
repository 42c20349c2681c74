-- alter column `reading.seen`: datetime(3) -> datetime
ALTER TABLE "reading" ALTER COLUMN "seen" TYPE timestamp;

-- drop column `reading.looked`
-- hazard[drop-column]: deletes all values of `reading.looked`
ALTER TABLE "reading" DROP COLUMN "looked";
