-- alter enum `state`: open, done -> open, lost, done
ALTER TABLE `task`
    MODIFY COLUMN `state` enum('open', 'lost', 'done') NOT NULL DEFAULT 'open',
    MODIFY COLUMN `was` enum('open', 'lost', 'done') NULL;
