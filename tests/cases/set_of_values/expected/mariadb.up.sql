-- alter enum `right`: read, write, share -> read, share, own, rows with write get share
ALTER TABLE `member` MODIFY COLUMN `rights` set('read', 'write', 'share', 'own') NOT NULL;

-- alter enum `right`: read, write, share -> read, share, own, rows with write get share
UPDATE `member` SET `rights` = TRIM(BOTH ',' FROM REPLACE(REPLACE(CONCAT(',', `rights`, ','), ',write,', ',,0,,'), ',,0,,', ',share,')) WHERE `rights` IS NOT NULL;

-- add column `member.lost`: set(right), null
-- alter enum `right`: read, write, share -> read, share, own, rows with write get share
ALTER TABLE `member`
    ADD COLUMN `lost` set('read', 'share', 'own') NULL,
    MODIFY COLUMN `rights` set('read', 'share', 'own') NOT NULL;
