-- alter column `notes.body`: bytes -> varchar(80), not null -> null
-- add index `ix_notes_body` on `notes`: body
-- hazard[narrow-type]: fails or truncates values of `notes.body` that do not fit the new type
ALTER TABLE `notes`
    MODIFY COLUMN `body` varchar(80) NULL,
    ADD FULLTEXT INDEX `ix_notes_body` (`body`);
