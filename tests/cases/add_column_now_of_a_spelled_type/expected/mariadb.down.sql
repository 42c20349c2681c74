-- drop column `entry.day`
-- drop column `entry.moment`
-- drop column `entry.time`
-- hazard: loses the values of `entry.day`
-- hazard: loses the values of `entry.moment`
-- hazard: loses the values of `entry.time`
ALTER TABLE `entry`
    DROP COLUMN `day`,
    DROP COLUMN `moment`,
    DROP COLUMN `time`;
