-- drop index `ix_notes_body` on `notes`
-- alter column `notes.body`: varchar(80) -> bytes, null -> not null, existing NULLs get sql('')
-- hazard[narrow-type]: fails or truncates values of `notes.body` that do not fit the new type
ALTER TABLE `notes`
    DROP INDEX `ix_notes_body`,
    MODIFY COLUMN `body` longblob NULL;

-- alter column `notes.body`: varchar(80) -> bytes, null -> not null, existing NULLs get sql('')
UPDATE `notes` SET `body` = ('') WHERE `body` IS NULL;

-- alter column `notes.body`: varchar(80) -> bytes, null -> not null, existing NULLs get sql('')
-- hazard[narrow-type]: fails or truncates values of `notes.body` that do not fit the new type
ALTER TABLE `notes` MODIFY COLUMN `body` longblob NOT NULL;
