-- alter column `task.state`: default "fresh" -> "open"
-- alter enum `state`: open, done, fresh -> open, done
-- hazard[remove-enum-value]: fails where a row still has `fresh` of enum `state`
ALTER TABLE `task` MODIFY COLUMN `state` enum('open', 'done') NOT NULL DEFAULT 'open';
