-- alter column `task.was`: enum(state) -> varchar(10)
-- alter enum `state`: open, lost, done -> open, done
-- hazard[narrow-type]: fails or cuts where a value of `task.was` does not fit the new type
-- hazard[remove-enum-value]: fails where a row still has `lost` of enum `state`
ALTER TABLE `task`
    MODIFY COLUMN `was` varchar(10) NULL,
    MODIFY COLUMN `state` enum('open', 'done') NOT NULL DEFAULT 'open';
