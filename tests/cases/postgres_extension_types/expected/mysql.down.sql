-- drop column `places.facts`
-- hazard[drop-column]: deletes all values of `places.facts`
ALTER TABLE `places` DROP COLUMN `facts`;

-- alter column `places.mail`: citext -> text: nothing to do on mysql

-- alter column `places.label`: text -> citext: nothing to do on mysql
