-- alter enum `state`: new, draft, open -> new, lost, open
-- hazard[remove-enum-value]: fails if a row still contains `draft` of enum `state`
ALTER TABLE `call`
    MODIFY COLUMN `state` enum('new', 'lost', 'open') NOT NULL,
    MODIFY COLUMN `former` enum('new', 'lost', 'open') NULL;

-- alter enum `state`: new, draft, open -> new, lost, open
-- hazard[remove-enum-value]: fails if a row still contains `draft` of enum `state`
ALTER TABLE `task` MODIFY COLUMN `state` enum('new', 'lost', 'open') NOT NULL DEFAULT 'new';
