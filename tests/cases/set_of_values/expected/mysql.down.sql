-- drop column `member.lost`
-- alter enum `right`: read, share, own -> read, write, share
-- hazard: loses the values of `member.lost`
-- hazard: fails where a row still has `own` of enum `right`
ALTER TABLE `member`
    DROP COLUMN `lost`,
    MODIFY COLUMN `rights` set('read', 'write', 'share') NOT NULL;
