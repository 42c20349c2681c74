-- add column `users.nick`: varchar(20), null
-- add column `users.mail`: varchar(20), null
-- add unique constraint `uq_users_mail` on `users`: mail
-- add index `ix_users_nick` on `users`: nick
ALTER TABLE `users`
    ADD COLUMN `nick` varchar(20) NULL,
    ADD COLUMN `mail` varchar(20) NULL,
    ADD CONSTRAINT `uq_users_mail` UNIQUE (`mail`),
    ADD INDEX `ix_users_nick` (`nick`);
