-- drop column `notes.code`
-- hazard[drop-column]: deletes all values of `notes.code`
ALTER TABLE "notes" DROP COLUMN "code";
