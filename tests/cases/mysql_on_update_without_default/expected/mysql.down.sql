-- alter column `reading.seen`: datetime(3) -> datetime, no on update
ALTER TABLE `reading` MODIFY COLUMN `seen` datetime(6) NOT NULL;

-- drop column `reading.looked`
-- hazard[drop-column]: deletes all values of `reading.looked`
ALTER TABLE `reading` DROP COLUMN `looked`;
