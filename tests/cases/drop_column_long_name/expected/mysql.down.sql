-- add column `notes.数数数数数数数数数数数数数数数数数数数数`: i32, null
ALTER TABLE `notes` ADD COLUMN `数数数数数数数数数数数数数数数数数数数数` int NULL;
