-- drop index `ix_event_note` on `event`
ALTER TABLE `event` DROP INDEX `ix_event_note`;

-- drop column `event.note`
-- hazard[drop-column]: deletes all values of `event.note`
ALTER TABLE `event` DROP COLUMN `note`;

-- drop column `spread.weight`
-- hazard[drop-column]: deletes all values of `spread.weight`
ALTER TABLE `spread` DROP COLUMN `weight`;
