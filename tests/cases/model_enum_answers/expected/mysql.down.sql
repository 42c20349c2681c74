-- alter enum `state`: open, done, paused -> fresh, lost, done, rows with open get fresh
-- hazard[remove-enum-value]: fails if a row still contains `paused` of enum `state`
ALTER TABLE `task` MODIFY COLUMN `state` enum('open', 'done', 'paused', 'fresh', 'lost') NOT NULL;

-- alter enum `state`: open, done, paused -> fresh, lost, done, rows with open get fresh
UPDATE `task` SET `state` = CASE `state` WHEN 'open' THEN 'fresh' ELSE `state` END WHERE `state` IS NOT NULL;

-- alter enum `state`: open, done, paused -> fresh, lost, done, rows with open get fresh
-- hazard[remove-enum-value]: fails if a row still contains `paused` of enum `state`
ALTER TABLE `task` MODIFY COLUMN `state` enum('fresh', 'lost', 'done') NOT NULL;
