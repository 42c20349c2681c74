-- add column `event.note`: varchar(20), null
-- add index `ix_event_note` on `event`: note
ALTER TABLE `event`
    ADD COLUMN `note` varchar(20) NULL,
    ADD INDEX `ix_event_note` (`note`);

-- add column `spread.weight`: i32, not null, default 7
ALTER TABLE `spread` ADD COLUMN `weight` int NOT NULL DEFAULT 7;
