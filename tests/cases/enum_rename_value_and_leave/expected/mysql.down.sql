-- alter enum `state`: on, out -> on, off, rows with out get off
ALTER TABLE `post` MODIFY COLUMN `state` enum('on', 'out', 'off') NOT NULL;

-- alter enum `state`: on, out -> on, off, rows with out get off
UPDATE `post` SET `state` = CASE `state` WHEN 'out' THEN 'off' ELSE `state` END WHERE `state` IS NOT NULL;

-- alter column `post.mood`: text -> enum(state)
-- alter enum `state`: on, out -> on, off, rows with out get off
-- hazard[narrow-type]: fails or truncates values of `post.mood` that do not fit the new type
ALTER TABLE `post`
    MODIFY COLUMN `mood` enum('on', 'off') NOT NULL,
    MODIFY COLUMN `state` enum('on', 'off') NOT NULL;
