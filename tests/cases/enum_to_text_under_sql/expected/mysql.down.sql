-- alter column `jobs.state`: varchar(9) -> enum(state)
-- hazard[narrow-type]: fails or truncates values of `jobs.state` that do not fit the new type
ALTER TABLE `jobs` MODIFY COLUMN `state` enum('new', 'old', 'done') NOT NULL DEFAULT 'new';
