-- alter enum `state`: done, open, in_work -> open, in_work, done
ALTER TABLE `task` MODIFY COLUMN `state` enum('open', 'in_work', 'done') NOT NULL DEFAULT 'open';
