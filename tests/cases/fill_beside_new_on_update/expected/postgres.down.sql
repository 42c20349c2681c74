-- drop column `reading.changed`
-- hazard[drop-column]: deletes all values of `reading.changed`
ALTER TABLE "reading" DROP COLUMN "changed";

-- drop column `reading.created`
-- hazard[drop-column]: deletes all values of `reading.created`
ALTER TABLE "reading" DROP COLUMN "created";

-- drop column `reading.looked`
-- hazard[drop-column]: deletes all values of `reading.looked`
ALTER TABLE "reading" DROP COLUMN "looked";
