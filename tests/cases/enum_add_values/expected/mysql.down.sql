-- alter enum `state`: new, open, in_work, done, lost -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `new` or `in_work` or `lost` of enum `state`
ALTER TABLE `task` MODIFY COLUMN `state` enum('open', 'done') NOT NULL DEFAULT 'open';
