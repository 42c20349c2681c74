-- alter column `notes.body`: varchar(60) -> tinyblob
-- hazard[narrow-type]: fails or truncates values of `notes.body` that do not fit the new type
ALTER TABLE `notes` MODIFY COLUMN `body` tinyblob NULL;
