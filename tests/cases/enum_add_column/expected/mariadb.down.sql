-- drop column `task.state`
-- hazard: loses the values of `task.state`
ALTER TABLE `task` DROP COLUMN `state`;
