-- drop column `stay.last`
-- hazard[drop-column]: loses the values of `stay.last`
ALTER TABLE `stay` DROP COLUMN `last`;
