-- alter column `users.token`: uuid -> varchar(36)
-- hazard[narrow-type]: fails or truncates values of `users.token` that do not fit the new type
ALTER TABLE `users` MODIFY COLUMN `token` varbinary(255) NOT NULL;

-- alter column `users.token`: uuid -> varchar(36)
UPDATE `users` SET `token` = LOWER(CONCAT_WS('-', SUBSTR(HEX(`token`), 1, 8), SUBSTR(HEX(`token`), 9, 4), SUBSTR(HEX(`token`), 13, 4), SUBSTR(HEX(`token`), 17, 4), SUBSTR(HEX(`token`), 21, 12))) WHERE `token` IS NOT NULL;

-- alter column `users.token`: uuid -> varchar(36)
-- hazard[narrow-type]: fails or truncates values of `users.token` that do not fit the new type
ALTER TABLE `users` MODIFY COLUMN `token` varchar(36) NOT NULL;
