-- alter enum `state`: fresh, lost, done -> open, done, paused, rows with fresh get open, rows with lost get done
ALTER TABLE `task` MODIFY COLUMN `state` enum('fresh', 'lost', 'done', 'open', 'paused') NOT NULL;

-- alter enum `state`: fresh, lost, done -> open, done, paused, rows with fresh get open, rows with lost get done
UPDATE `task` SET `state` = CASE `state` WHEN 'fresh' THEN 'open' WHEN 'lost' THEN 'done' ELSE `state` END WHERE `state` IS NOT NULL;

-- alter enum `state`: fresh, lost, done -> open, done, paused, rows with fresh get open, rows with lost get done
ALTER TABLE `task` MODIFY COLUMN `state` enum('open', 'done', 'paused') NOT NULL;
