-- entries can be hidden

-- add column `entries.hidden`: bool, not null, default false
ALTER TABLE `entries` ADD COLUMN `hidden` boolean NOT NULL DEFAULT FALSE;
