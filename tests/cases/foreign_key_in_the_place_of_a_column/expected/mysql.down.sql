-- drop foreign key `fk_users_mail_id` on `users`
ALTER TABLE `users` DROP FOREIGN KEY `fk_users_mail_id`;

-- add column `users.mail`: varchar(9), not null
-- hazard[stand-in-value]: existing rows get "" in `users.mail`, because the original value is unknown
ALTER TABLE `users` ADD COLUMN `mail` varchar(9) NOT NULL DEFAULT '';

-- drop unique constraint `uq_users_note` on `users`
-- add column `users.mail`: varchar(9), not null
-- alter column `users.note`: varchar(19) -> varchar(9)
-- drop foreign key `fk_users_mail_id` on `users`
-- hazard[narrow-type]: fails or truncates values of `users.note` that do not fit the new type
ALTER TABLE `users`
    DROP INDEX `uq_users_note`,
    ALTER COLUMN `mail` DROP DEFAULT,
    MODIFY COLUMN `note` varchar(9) NOT NULL,
    DROP INDEX `fk_users_mail_id`;

-- drop column `users.mail_id`
-- hazard[drop-column]: deletes all values of `users.mail_id`
ALTER TABLE `users` DROP COLUMN `mail_id`;
