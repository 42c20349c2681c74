-- drop column `notes.code`
-- hazard: loses the values of `notes.code`
ALTER TABLE "notes" DROP COLUMN "code";
