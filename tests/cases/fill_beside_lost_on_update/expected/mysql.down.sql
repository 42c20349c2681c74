-- alter column `reading.seen`: on update now()
ALTER TABLE `reading` MODIFY COLUMN `seen` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6);

-- drop column `reading.looked`
-- hazard[drop-column]: deletes all values of `reading.looked`
ALTER TABLE `reading` DROP COLUMN `looked`;
