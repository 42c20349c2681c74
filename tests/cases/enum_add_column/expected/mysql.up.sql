-- add column `task.state`: enum(state), not null, default "open"
ALTER TABLE `task` ADD COLUMN `state` enum('open', 'done') NOT NULL DEFAULT 'open';
