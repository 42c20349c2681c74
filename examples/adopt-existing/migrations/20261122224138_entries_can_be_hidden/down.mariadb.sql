-- Takes back: entries can be hidden

-- drop column `entries.hidden`
-- hazard[drop-column]: deletes all values of `entries.hidden`
ALTER TABLE `entries` DROP COLUMN `hidden`;
