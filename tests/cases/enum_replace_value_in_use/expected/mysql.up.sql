-- alter enum `mood`: sad, bored, happy -> happy, sad, rows with bored get sad
UPDATE `a` SET `mood` = CASE `mood` WHEN 'bored' THEN 'sad' ELSE `mood` END WHERE `mood` IS NOT NULL;

-- alter enum `mood`: sad, bored, happy -> happy, sad, rows with bored get sad
UPDATE `b` SET `mood` = CASE `mood` WHEN 'bored' THEN 'sad' ELSE `mood` END WHERE `mood` IS NOT NULL;

-- alter enum `mood`: sad, bored, happy -> happy, sad, rows with bored get sad
ALTER TABLE `a` MODIFY COLUMN `mood` enum('happy', 'sad') NOT NULL DEFAULT 'sad';

-- alter enum `mood`: sad, bored, happy -> happy, sad, rows with bored get sad
ALTER TABLE `b` MODIFY COLUMN `mood` enum('happy', 'sad') NULL;
