-- rename column `events.payload` to `body`
ALTER TABLE `events` RENAME COLUMN `payload` TO `body`;
