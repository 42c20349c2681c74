-- alter enum `status`: Draft, away, done -> draft, sent, done, rows with Draft get draft, rows with away get sent
ALTER TABLE `exact` MODIFY COLUMN `status` enum('Draft', 'away', 'done', 'draft', 'sent') NOT NULL;

-- alter enum `status`: Draft, away, done -> draft, sent, done, rows with Draft get draft, rows with away get sent
ALTER TABLE `post` MODIFY COLUMN `status` enum('Draft', 'away', 'done', 'sent') NOT NULL;

-- alter enum `status`: Draft, away, done -> draft, sent, done, rows with Draft get draft, rows with away get sent
UPDATE `exact` SET `status` = CASE `status` WHEN 'Draft' THEN 'draft' WHEN 'away' THEN 'sent' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: Draft, away, done -> draft, sent, done, rows with Draft get draft, rows with away get sent
UPDATE `post` SET `status` = CASE `status` WHEN 'Draft' THEN 'draft' WHEN 'away' THEN 'sent' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: Draft, away, done -> draft, sent, done, rows with Draft get draft, rows with away get sent
ALTER TABLE `exact` MODIFY COLUMN `status` enum('draft', 'sent', 'done') NOT NULL;

-- alter enum `status`: Draft, away, done -> draft, sent, done, rows with Draft get draft, rows with away get sent
ALTER TABLE `post` MODIFY COLUMN `status` enum('draft', 'sent', 'done') NOT NULL;
