-- alter enum `status`: sketch, sent -> draft, sent, rows with sketch get draft
ALTER TABLE `post` MODIFY COLUMN `status` enum('sketch', 'sent', 'draft') NOT NULL;

-- alter enum `status`: sketch, sent -> draft, sent, rows with sketch get draft
UPDATE `post` SET `status` = CASE `status` WHEN 'sketch' THEN 'draft' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: sketch, sent -> draft, sent, rows with sketch get draft
ALTER TABLE `post` MODIFY COLUMN `status` enum('draft', 'sent') NOT NULL;

-- drop column `post.note`
-- hazard[drop-column]: deletes all values of `post.note`
ALTER TABLE `post` DROP COLUMN `note`;
