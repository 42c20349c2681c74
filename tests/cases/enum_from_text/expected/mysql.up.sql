-- alter column `task.state`: varchar(10) -> enum(state)
-- hazard[narrow-type]: fails or truncates values of `task.state` that do not fit the new type
ALTER TABLE `task` MODIFY COLUMN `state` enum('open', 'done') NOT NULL DEFAULT 'open';
