-- add column `sample.made`: year, not null, default 2020
-- add column `sample.medium`: i24, null
-- add column `sample.bits`: bit(8), null
-- alter column `sample.flag`: i8 -> bool
-- alter column `sample.words`: tinytext -> mediumtext
-- alter column `sample.more`: mediumtext -> text
-- alter column `sample.bytes`: tinyblob -> mediumblob
-- hazard[narrow-type]: fails or truncates values of `sample.flag` that do not fit the new type
ALTER TABLE `sample`
    ADD COLUMN `made` year NOT NULL DEFAULT 2020,
    ADD COLUMN `medium` mediumint NULL,
    ADD COLUMN `bits` bit(8) NULL,
    MODIFY COLUMN `flag` boolean NULL,
    MODIFY COLUMN `words` mediumtext NULL,
    MODIFY COLUMN `more` longtext NULL,
    MODIFY COLUMN `bytes` mediumblob NULL;
