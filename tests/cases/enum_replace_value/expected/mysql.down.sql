-- alter enum `status`: draft, sent -> draft, sent, lost
ALTER TABLE `post` MODIFY COLUMN `status` enum('draft', 'sent', 'lost') NOT NULL;
