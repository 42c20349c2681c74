-- drop column `entry.day`
-- drop column `entry.moment`
-- drop column `entry.time`
-- hazard[drop-column]: loses the values of `entry.day`
-- hazard[drop-column]: loses the values of `entry.moment`
-- hazard[drop-column]: loses the values of `entry.time`
ALTER TABLE `entry`
    DROP COLUMN `day`,
    DROP COLUMN `moment`,
    DROP COLUMN `time`;
