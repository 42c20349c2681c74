-- add column `users.mail_id`: i64, not null, existing rows get 1
ALTER TABLE `users` ADD COLUMN `mail_id` bigint NOT NULL DEFAULT 1;

-- add column `users.mail_id`: i64, not null, existing rows get 1
-- alter column `users.note`: varchar(9) -> varchar(19)
-- add unique constraint `uq_users_note` on `users`: note
-- add foreign key `fk_users_mail_id` on `users`: mail_id -> mails.id
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_note`
ALTER TABLE `users`
    ALTER COLUMN `mail_id` DROP DEFAULT,
    MODIFY COLUMN `note` varchar(19) NOT NULL,
    ADD CONSTRAINT `uq_users_note` UNIQUE (`note`),
    ADD INDEX `fk_users_mail_id` (`mail_id`);

-- add foreign key `fk_users_mail_id` on `users`: mail_id -> mails.id
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `fk_users_mail_id`
ALTER TABLE `users` ADD CONSTRAINT `fk_users_mail_id` FOREIGN KEY (`mail_id`) REFERENCES `mails` (`id`);

-- drop column `users.mail`
-- hazard[drop-column]: deletes all values of `users.mail`
ALTER TABLE `users` DROP COLUMN `mail`;
