-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
ALTER TABLE `call`
    MODIFY COLUMN `state` enum('new', 'lost', 'open', 'draft') NOT NULL,
    MODIFY COLUMN `former` enum('new', 'lost', 'open', 'draft') NULL;

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
ALTER TABLE `task` MODIFY COLUMN `state` enum('new', 'lost', 'open', 'draft') NOT NULL DEFAULT 'new';

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
UPDATE `call` SET `state` = CASE `state` WHEN 'lost' THEN 'new' ELSE `state` END WHERE `state` IS NOT NULL;

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
UPDATE `call` SET `former` = CASE `former` WHEN 'lost' THEN 'new' ELSE `former` END WHERE `former` IS NOT NULL;

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
UPDATE `task` SET `state` = CASE `state` WHEN 'lost' THEN 'new' ELSE `state` END WHERE `state` IS NOT NULL;

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
ALTER TABLE `call`
    MODIFY COLUMN `state` enum('new', 'draft', 'open') NOT NULL,
    MODIFY COLUMN `former` enum('new', 'draft', 'open') NULL;

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
ALTER TABLE `task` MODIFY COLUMN `state` enum('new', 'draft', 'open') NOT NULL DEFAULT 'new';
