-- add column `tokens.id`: i64, not null, existing rows get 1
-- alter column `tokens.token`: uuid -> text, not null -> null
ALTER TABLE `tokens`
    ADD COLUMN `id` bigint NOT NULL DEFAULT 1,
    MODIFY COLUMN `token` varbinary(255) NOT NULL;

-- alter column `tokens.token`: uuid -> text, not null -> null
UPDATE `tokens` SET `token` = LOWER(CONCAT_WS('-', SUBSTR(HEX(`token`), 1, 8), SUBSTR(HEX(`token`), 9, 4), SUBSTR(HEX(`token`), 13, 4), SUBSTR(HEX(`token`), 17, 4), SUBSTR(HEX(`token`), 21, 12))) WHERE `token` IS NOT NULL;

-- drop primary key of `tokens`
-- add column `tokens.id`: i64, not null, existing rows get 1
-- alter column `tokens.token`: uuid -> text, not null -> null
-- add primary key to `tokens`: id
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `tokens`
ALTER TABLE `tokens`
    DROP PRIMARY KEY,
    ALTER COLUMN `id` DROP DEFAULT,
    MODIFY COLUMN `token` longtext NULL,
    ADD PRIMARY KEY (`id`);
