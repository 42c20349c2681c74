-- alter enum `state`: open, in_work, done -> done, open, in_work
ALTER TABLE `task` MODIFY COLUMN `state` enum('done', 'open', 'in_work') NOT NULL DEFAULT 'open';
