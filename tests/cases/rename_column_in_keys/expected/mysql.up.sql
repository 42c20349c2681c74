-- rename column `users.mail` to `email`
ALTER TABLE `users` RENAME COLUMN `mail` TO `email`;

-- rename column `users.nick` to `handle`
ALTER TABLE `users` RENAME COLUMN `nick` TO `handle`;

-- rename unique constraint `uq_users_nick` on `users` to `uq_users_handle`
ALTER TABLE `users` RENAME INDEX `uq_users_nick` TO `uq_users_handle`;

-- rename index `ix_users_mail_age` on `users` to `ix_users_email_age`
ALTER TABLE `users` RENAME INDEX `ix_users_mail_age` TO `ix_users_email_age`;
