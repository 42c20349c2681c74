-- alter column `task.state`: enum(state) -> varchar(10)
-- hazard[narrow-type]: fails or cuts where a value of `task.state` does not fit the new type
ALTER TABLE `task` MODIFY COLUMN `state` varchar(10) NOT NULL DEFAULT 'open';
