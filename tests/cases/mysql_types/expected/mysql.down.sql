-- alter column `sample.flag`: bool -> i8
-- alter column `sample.words`: mediumtext -> tinytext
-- alter column `sample.more`: text -> mediumtext
-- alter column `sample.bytes`: mediumblob -> tinyblob
-- hazard[narrow-type]: fails or truncates values of `sample.words` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `sample.more` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `sample.bytes` that do not fit the new type
ALTER TABLE `sample`
    MODIFY COLUMN `flag` tinyint NULL,
    MODIFY COLUMN `words` tinytext NULL,
    MODIFY COLUMN `more` mediumtext NULL,
    MODIFY COLUMN `bytes` tinyblob NULL;

-- drop column `sample.bits`
-- drop column `sample.made`
-- drop column `sample.medium`
-- hazard[drop-column]: deletes all values of `sample.bits`
-- hazard[drop-column]: deletes all values of `sample.made`
-- hazard[drop-column]: deletes all values of `sample.medium`
ALTER TABLE `sample`
    DROP COLUMN `bits`,
    DROP COLUMN `made`,
    DROP COLUMN `medium`;
