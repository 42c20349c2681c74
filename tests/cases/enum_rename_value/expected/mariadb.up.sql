-- alter enum `status`: draft, sent -> new, sent, rows with draft get new
ALTER TABLE `post` MODIFY COLUMN `status` enum('draft', 'sent', 'new') NOT NULL;

-- alter enum `status`: draft, sent -> new, sent, rows with draft get new
UPDATE `post` SET `status` = CASE `status` WHEN 'draft' THEN 'new' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: draft, sent -> new, sent, rows with draft get new
ALTER TABLE `post` MODIFY COLUMN `status` enum('new', 'sent') NOT NULL;
