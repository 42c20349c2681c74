-- move column `person.email` aside
ALTER TABLE `person` RENAME COLUMN `email` TO `_schema_old_email`;

-- add column `person.Email`: varchar(80), null, existing rows get sql(lower(email))
ALTER TABLE `person` ADD COLUMN `Email` varchar(80) NULL;

-- add column `person.Email`: varchar(80), null, existing rows get sql(lower(email))
UPDATE `person` SET `Email` = (lower(_schema_old_email));

-- drop column `person.email`
-- hazard[drop-column]: deletes all values of `person.email`
ALTER TABLE `person` DROP COLUMN `_schema_old_email`;
