-- alter column `task.was`: enum(state) -> varchar(10)
-- alter enum `state`: open, lost, done -> open, done
-- hazard[narrow-type]: fails or truncates values of `task.was` that do not fit the new type
-- hazard[remove-enum-value]: fails if a row still contains `lost` of enum `state`
ALTER TABLE `task`
    MODIFY COLUMN `was` varchar(10) NULL,
    MODIFY COLUMN `state` enum('open', 'done') NOT NULL DEFAULT 'open';
