-- alter column `task.state`: enum(state) -> varchar(10)
-- hazard[narrow-type]: fails or truncates values of `task.state` that do not fit the new type
ALTER TABLE `task` MODIFY COLUMN `state` varchar(10) NOT NULL DEFAULT 'open';
