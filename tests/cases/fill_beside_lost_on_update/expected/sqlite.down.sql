-- drop column `reading.looked`
-- hazard[drop-column]: deletes all values of `reading.looked`
ALTER TABLE "reading" DROP COLUMN "looked";
