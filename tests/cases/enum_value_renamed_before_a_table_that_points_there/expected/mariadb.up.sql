-- alter enum `color`: red, blue -> crimson, blue, rows with red get crimson
ALTER TABLE `paint` MODIFY COLUMN `color` enum('red', 'blue', 'crimson') NOT NULL;

-- alter enum `color`: red, blue -> crimson, blue, rows with red get crimson
UPDATE `paint` SET `color` = CASE `color` WHEN 'red' THEN 'crimson' ELSE `color` END WHERE `color` IS NOT NULL;

-- alter enum `color`: red, blue -> crimson, blue, rows with red get crimson
ALTER TABLE `paint` MODIFY COLUMN `color` enum('crimson', 'blue') NOT NULL;

-- create table `wall`: 2 columns
CREATE TABLE `wall` (
    `id` bigint NOT NULL,
    `color` enum('crimson', 'blue') NOT NULL,
    PRIMARY KEY (`id`),
    INDEX `fk_wall_color` (`color`),
    CONSTRAINT `fk_wall_color` FOREIGN KEY (`color`) REFERENCES `paint` (`color`)
) DEFAULT CHARACTER SET = utf8mb4;
