-- alter enum `state`: open, lost, done -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `lost` of enum `state`
ALTER TABLE `task`
    MODIFY COLUMN `state` enum('open', 'done') NOT NULL DEFAULT 'open',
    MODIFY COLUMN `was` enum('open', 'done') NULL;
