-- drop column `stay.last`
-- hazard[drop-column]: deletes all values of `stay.last`
ALTER TABLE `stay` DROP COLUMN `last`;
