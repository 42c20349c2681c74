-- alter enum `status`: new, sent -> draft, sent, rows with new get draft
ALTER TABLE `post` MODIFY COLUMN `status` enum('new', 'sent', 'draft') NOT NULL;

-- alter enum `status`: new, sent -> draft, sent, rows with new get draft
UPDATE `post` SET `status` = CASE `status` WHEN 'new' THEN 'draft' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: new, sent -> draft, sent, rows with new get draft
ALTER TABLE `post` MODIFY COLUMN `status` enum('draft', 'sent') NOT NULL;
