-- alter enum `status`: draft, sent, lost -> draft, sent, rows with lost get sent
UPDATE `post` SET `status` = CASE `status` WHEN 'lost' THEN 'sent' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: draft, sent, lost -> draft, sent, rows with lost get sent
ALTER TABLE `post` MODIFY COLUMN `status` enum('draft', 'sent') NOT NULL;
