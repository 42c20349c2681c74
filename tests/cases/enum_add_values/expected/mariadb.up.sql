-- alter enum `state`: open, done -> new, open, in_work, done, lost
ALTER TABLE `task` MODIFY COLUMN `state` enum('new', 'open', 'in_work', 'done', 'lost') NOT NULL DEFAULT 'open';
