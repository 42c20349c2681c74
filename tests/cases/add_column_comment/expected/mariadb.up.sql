-- add column `users.nick`: text, null
ALTER TABLE `users` ADD COLUMN `nick` longtext NULL COMMENT 'What they are called by friends.';
