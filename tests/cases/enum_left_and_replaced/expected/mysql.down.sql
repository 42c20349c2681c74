-- alter column `task.was`: varchar(10) -> enum(state)
-- alter enum `state`: open, done -> open, lost, done
-- hazard[narrow-type]: fails or truncates values of `task.was` that do not fit the new type
ALTER TABLE `task`
    MODIFY COLUMN `was` enum('open', 'lost', 'done') NULL,
    MODIFY COLUMN `state` enum('open', 'lost', 'done') NOT NULL DEFAULT 'open';
