-- drop column `reading.looked`
-- hazard[drop-column]: loses the values of `reading.looked`
ALTER TABLE "reading" DROP COLUMN "looked";
