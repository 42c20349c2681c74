-- alter column `notes.body`: tinyblob -> varchar(60)
-- hazard[narrow-type]: fails or cuts where a value of `notes.body` does not fit the new type
ALTER TABLE `notes` MODIFY COLUMN `body` varchar(60) NULL;
