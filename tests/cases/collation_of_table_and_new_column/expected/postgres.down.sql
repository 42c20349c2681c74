-- drop column `notes.code`
-- hazard[drop-column]: loses the values of `notes.code`
ALTER TABLE "notes" DROP COLUMN "code";
