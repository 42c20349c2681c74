-- alter enum `status`: draft, sent, done -> Draft, away, done, rows with draft get Draft, rows with sent get away
ALTER TABLE `exact` MODIFY COLUMN `status` enum('draft', 'sent', 'done', 'Draft', 'away') NOT NULL;

-- alter enum `status`: draft, sent, done -> Draft, away, done, rows with draft get Draft, rows with sent get away
ALTER TABLE `post` MODIFY COLUMN `status` enum('draft', 'sent', 'done', 'away') NOT NULL;

-- alter enum `status`: draft, sent, done -> Draft, away, done, rows with draft get Draft, rows with sent get away
UPDATE `exact` SET `status` = CASE `status` WHEN 'draft' THEN 'Draft' WHEN 'sent' THEN 'away' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: draft, sent, done -> Draft, away, done, rows with draft get Draft, rows with sent get away
UPDATE `post` SET `status` = CASE `status` WHEN 'draft' THEN 'Draft' WHEN 'sent' THEN 'away' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: draft, sent, done -> Draft, away, done, rows with draft get Draft, rows with sent get away
ALTER TABLE `exact` MODIFY COLUMN `status` enum('Draft', 'away', 'done') NOT NULL;

-- alter enum `status`: draft, sent, done -> Draft, away, done, rows with draft get Draft, rows with sent get away
ALTER TABLE `post` MODIFY COLUMN `status` enum('Draft', 'away', 'done') NOT NULL;
