-- alter enum `right`: read, share, own -> read, write, share
-- hazard[remove-enum-value]: fails where a row still has `own` of enum `right`
ALTER TABLE `member` MODIFY COLUMN `rights` set('read', 'write', 'share') NOT NULL;

-- drop column `member.lost`
-- hazard[drop-column]: loses the values of `member.lost`
ALTER TABLE `member` DROP COLUMN `lost`;
