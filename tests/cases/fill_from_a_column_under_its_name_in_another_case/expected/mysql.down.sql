-- move column `person.Email` aside
ALTER TABLE `person` RENAME COLUMN `Email` TO `_schema_old_Email`;

-- add column `person.email`: varchar(40), null
ALTER TABLE `person` ADD COLUMN `email` varchar(40) NULL;

-- drop column `person.Email`
-- hazard[drop-column]: deletes all values of `person.Email`
ALTER TABLE `person` DROP COLUMN `_schema_old_Email`;
