-- alter column `notes.body`: varchar(60) -> tinyblob
-- hazard[narrow-type]: fails or cuts where a value of `notes.body` does not fit the new type
ALTER TABLE `notes` MODIFY COLUMN `body` tinyblob NULL;
