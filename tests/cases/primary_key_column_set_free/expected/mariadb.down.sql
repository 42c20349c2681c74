-- alter column `tokens.token`: text -> uuid, null -> not null
-- hazard[narrow-type]: fails or cuts where a value of `tokens.token` does not fit the new type
-- hazard[not-null-without-value]: fails where rows have no value for `tokens.token`
ALTER TABLE `tokens` MODIFY COLUMN `token` varbinary(255) NULL;

-- alter column `tokens.token`: text -> uuid, null -> not null
UPDATE `tokens` SET `token` = COALESCE(IF(CHAR_LENGTH(REPLACE(`token`, '-', '')) = 32, UNHEX(REPLACE(`token`, '-', '')), NULL), REPEAT('?', 256)) WHERE `token` IS NOT NULL;

-- drop primary key of `tokens`
-- alter column `tokens.token`: text -> uuid, null -> not null
-- add primary key to `tokens`: token
-- hazard[narrow-type]: fails or cuts where a value of `tokens.token` does not fit the new type
-- hazard[not-null-without-value]: fails where rows have no value for `tokens.token`
-- hazard[primary-key-on-rows]: fails where rows of `tokens` are not told apart by the new primary key
ALTER TABLE `tokens`
    DROP PRIMARY KEY,
    MODIFY COLUMN `token` binary(16) NOT NULL,
    ADD PRIMARY KEY (`token`);

-- drop column `tokens.id`
-- hazard[drop-column]: loses the values of `tokens.id`
ALTER TABLE `tokens` DROP COLUMN `id`;
