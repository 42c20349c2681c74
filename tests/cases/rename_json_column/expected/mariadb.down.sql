-- rename column `events.body` to `payload`
ALTER TABLE `events` RENAME COLUMN `body` TO `payload`;
