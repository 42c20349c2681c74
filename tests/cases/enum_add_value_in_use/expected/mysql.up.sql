-- alter column `task.state`: default "open" -> "fresh"
-- alter enum `state`: open, done -> open, done, fresh
ALTER TABLE `task` MODIFY COLUMN `state` enum('open', 'done', 'fresh') NOT NULL DEFAULT 'fresh';
