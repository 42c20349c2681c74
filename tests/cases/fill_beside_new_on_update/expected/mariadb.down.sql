-- drop column `reading.changed`
-- drop column `reading.created`
-- drop column `reading.looked`
-- hazard[drop-column]: loses the values of `reading.changed`
-- hazard[drop-column]: loses the values of `reading.created`
-- hazard[drop-column]: loses the values of `reading.looked`
ALTER TABLE `reading`
    DROP COLUMN `changed`,
    DROP COLUMN `created`,
    DROP COLUMN `looked`;
