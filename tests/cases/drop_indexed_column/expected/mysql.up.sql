-- drop unique constraint `uq_users_mail` on `users`
-- drop index `ix_users_nick` on `users`
ALTER TABLE `users`
    DROP INDEX `uq_users_mail`,
    DROP INDEX `ix_users_nick`;

-- drop column `users.mail`
-- drop column `users.nick`
-- hazard[drop-column]: deletes all values of `users.mail`
-- hazard[drop-column]: deletes all values of `users.nick`
ALTER TABLE `users`
    DROP COLUMN `mail`,
    DROP COLUMN `nick`;
