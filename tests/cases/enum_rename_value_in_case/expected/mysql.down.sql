-- alter enum `status`: Draft, away -> draft, sent, rows with Draft get draft, rows with away get sent
ALTER TABLE `exact` MODIFY COLUMN `status` enum('Draft', 'away', 'draft', 'sent') NOT NULL;

-- alter enum `status`: Draft, away -> draft, sent, rows with Draft get draft, rows with away get sent
ALTER TABLE `post` MODIFY COLUMN `status` enum('Draft', 'away', 'sent') NOT NULL;

-- alter enum `status`: Draft, away -> draft, sent, rows with Draft get draft, rows with away get sent
UPDATE `exact` SET `status` = CASE `status` WHEN 'Draft' THEN 'draft' WHEN 'away' THEN 'sent' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: Draft, away -> draft, sent, rows with Draft get draft, rows with away get sent
UPDATE `post` SET `status` = CASE `status` WHEN 'Draft' THEN 'draft' WHEN 'away' THEN 'sent' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: Draft, away -> draft, sent, rows with Draft get draft, rows with away get sent
ALTER TABLE `exact` MODIFY COLUMN `status` enum('draft', 'sent') NOT NULL;

-- alter enum `status`: Draft, away -> draft, sent, rows with Draft get draft, rows with away get sent
ALTER TABLE `post` MODIFY COLUMN `status` enum('draft', 'sent') NOT NULL;
