-- alter column `users.token`: varchar(36) -> uuid
-- hazard[narrow-type]: fails or truncates values of `users.token` that do not fit the new type
ALTER TABLE `users` MODIFY COLUMN `token` varbinary(255) NOT NULL;

-- alter column `users.token`: varchar(36) -> uuid
UPDATE `users` SET `token` = COALESCE(IF(CHAR_LENGTH(REPLACE(`token`, '-', '')) = 32, UNHEX(REPLACE(`token`, '-', '')), NULL), REPEAT('?', 256)) WHERE `token` IS NOT NULL;

-- alter column `users.token`: varchar(36) -> uuid
-- hazard[narrow-type]: fails or truncates values of `users.token` that do not fit the new type
ALTER TABLE `users` MODIFY COLUMN `token` binary(16) NOT NULL;
