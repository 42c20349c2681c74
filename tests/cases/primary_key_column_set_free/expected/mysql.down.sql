-- alter column `tokens.token`: text -> uuid, null -> not null
-- hazard[narrow-type]: fails or truncates values of `tokens.token` that do not fit the new type
-- hazard[not-null-without-value]: fails if `tokens.token` contains NULL
ALTER TABLE `tokens` MODIFY COLUMN `token` varbinary(255) NULL;

-- alter column `tokens.token`: text -> uuid, null -> not null
UPDATE `tokens` SET `token` = COALESCE(IF(CHAR_LENGTH(REPLACE(`token`, '-', '')) = 32, UNHEX(REPLACE(`token`, '-', '')), NULL), REPEAT('?', 256)) WHERE `token` IS NOT NULL;

-- drop primary key of `tokens`
-- alter column `tokens.token`: text -> uuid, null -> not null
-- add primary key to `tokens`: token
-- hazard[narrow-type]: fails or truncates values of `tokens.token` that do not fit the new type
-- hazard[not-null-without-value]: fails if `tokens.token` contains NULL
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `tokens`
ALTER TABLE `tokens`
    DROP PRIMARY KEY,
    MODIFY COLUMN `token` binary(16) NOT NULL,
    ADD PRIMARY KEY (`token`);

-- drop column `tokens.id`
-- hazard[drop-column]: deletes all values of `tokens.id`
ALTER TABLE `tokens` DROP COLUMN `id`;
