-- alter column `jobs.state`: enum(state) -> varchar(9)
-- hazard[narrow-type]: fails or truncates values of `jobs.state` that do not fit the new type
ALTER TABLE `jobs` MODIFY COLUMN `state` varchar(9) NOT NULL DEFAULT 'new';
