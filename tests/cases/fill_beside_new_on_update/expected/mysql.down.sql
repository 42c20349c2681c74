-- drop column `reading.changed`
-- drop column `reading.created`
-- drop column `reading.looked`
-- hazard[drop-column]: deletes all values of `reading.changed`
-- hazard[drop-column]: deletes all values of `reading.created`
-- hazard[drop-column]: deletes all values of `reading.looked`
ALTER TABLE `reading`
    DROP COLUMN `changed`,
    DROP COLUMN `created`,
    DROP COLUMN `looked`;
