-- drop column `reading.looked`
-- hazard: loses the values of `reading.looked`
ALTER TABLE "reading" DROP COLUMN "looked";
