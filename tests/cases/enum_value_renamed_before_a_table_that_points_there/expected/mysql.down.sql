-- make room before `wall` is dropped
ALTER TABLE `wall` DROP FOREIGN KEY `fk_wall_color`;

-- alter enum `color`: crimson, blue -> red, blue, rows with crimson get red
ALTER TABLE `paint` MODIFY COLUMN `color` enum('crimson', 'blue', 'red') NOT NULL;

-- alter enum `color`: crimson, blue -> red, blue, rows with crimson get red
UPDATE `paint` SET `color` = CASE `color` WHEN 'crimson' THEN 'red' ELSE `color` END WHERE `color` IS NOT NULL;

-- alter enum `color`: crimson, blue -> red, blue, rows with crimson get red
ALTER TABLE `paint` MODIFY COLUMN `color` enum('red', 'blue') NOT NULL;

-- drop table `wall`
-- hazard[drop-table]: deletes all rows of `wall`
DROP TABLE `wall`;
