-- alter enum `state`: on, off -> on, out, rows with off get out
ALTER TABLE `post` MODIFY COLUMN `state` enum('on', 'off', 'out') NOT NULL;

-- alter enum `state`: on, off -> on, out, rows with off get out
UPDATE `post` SET `state` = CASE `state` WHEN 'off' THEN 'out' ELSE `state` END WHERE `state` IS NOT NULL;

-- alter column `post.mood`: enum(state) -> text
-- alter enum `state`: on, off -> on, out, rows with off get out
ALTER TABLE `post`
    MODIFY COLUMN `mood` longtext NOT NULL,
    MODIFY COLUMN `state` enum('on', 'out') NOT NULL;
