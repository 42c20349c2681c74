-- drop column `notes.数数数数数数数数数数数数数数数数数数数数`
-- hazard[drop-column]: deletes all values of `notes.数数数数数数数数数数数数数数数数数数数数`
ALTER TABLE `notes` DROP COLUMN `数数数数数数数数数数数数数数数数数数数数`;
