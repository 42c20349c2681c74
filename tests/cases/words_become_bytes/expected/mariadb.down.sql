-- alter column `notes.body`: bytes -> varchar(80), not null -> null
-- add index `ix_notes_body` on `notes`: body
-- hazard[narrow-type]: fails or cuts where a value of `notes.body` does not fit the new type
ALTER TABLE `notes`
    MODIFY COLUMN `body` varchar(80) NULL,
    ADD FULLTEXT INDEX `ix_notes_body` (`body`);
