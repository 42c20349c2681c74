-- add column `users.mail`: text, not null
-- hazard[stand-in-value]: existing rows get "" in `users.mail`, because the original value is unknown
ALTER TABLE `users` ADD COLUMN `mail` longtext NOT NULL DEFAULT ('');

-- add column `users.mail`: text, not null
ALTER TABLE `users` ALTER COLUMN `mail` DROP DEFAULT;
