-- add column `users.bio`: text, not null, existing rows get "none yet"
ALTER TABLE `users` ADD COLUMN `bio` longtext NOT NULL DEFAULT ('none yet');

-- add column `users.bio`: text, not null, existing rows get "none yet"
ALTER TABLE `users` ALTER COLUMN `bio` DROP DEFAULT;
