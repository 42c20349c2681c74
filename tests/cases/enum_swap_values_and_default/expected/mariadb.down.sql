-- alter column `post.status`: default "sent" -> "draft"
-- alter enum `status`: draft, sent -> draft, sent, rows with draft get sent, rows with sent get draft
UPDATE `post` SET `status` = CASE `status` WHEN 'draft' THEN 'sent' WHEN 'sent' THEN 'draft' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: draft, sent -> draft, sent, rows with draft get sent, rows with sent get draft
UPDATE `post` SET `word` = CASE `word` WHEN 'draft' THEN 'sent' WHEN 'sent' THEN 'draft' ELSE `word` END WHERE `word` IS NOT NULL;

-- alter column `post.status`: default "sent" -> "draft"
-- alter enum `status`: draft, sent -> draft, sent, rows with draft get sent, rows with sent get draft
ALTER TABLE `post` MODIFY COLUMN `status` enum('draft', 'sent') NOT NULL DEFAULT 'draft';
