-- drop column `entry.day`
-- drop column `entry.moment`
-- drop column `entry.time`
-- hazard[drop-column]: deletes all values of `entry.day`
-- hazard[drop-column]: deletes all values of `entry.moment`
-- hazard[drop-column]: deletes all values of `entry.time`
ALTER TABLE `entry`
    DROP COLUMN `day`,
    DROP COLUMN `moment`,
    DROP COLUMN `time`;
