-- alter enum `right`: read, share, own -> read, write, share
-- hazard[remove-enum-value]: fails if a row still contains `own` of enum `right`
ALTER TABLE `member` MODIFY COLUMN `rights` set('read', 'write', 'share') NOT NULL;

-- drop column `member.lost`
-- hazard[drop-column]: deletes all values of `member.lost`
ALTER TABLE `member` DROP COLUMN `lost`;
