-- add column `users.bio`: text, not null, existing rows get "none yet"
ALTER TABLE `users` ADD COLUMN `bio` longtext NULL;

-- add column `users.bio`: text, not null, existing rows get "none yet"
UPDATE `users` SET `bio` = 'none yet';

-- add column `users.bio`: text, not null, existing rows get "none yet"
ALTER TABLE `users` MODIFY COLUMN `bio` longtext NOT NULL;
