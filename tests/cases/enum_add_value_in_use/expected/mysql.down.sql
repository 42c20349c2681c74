-- alter column `task.state`: default "fresh" -> "open"
-- alter enum `state`: open, done, fresh -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `fresh` of enum `state`
ALTER TABLE `task` MODIFY COLUMN `state` enum('open', 'done') NOT NULL DEFAULT 'open';
