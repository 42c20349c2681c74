-- drop column `users.bio`
-- hazard[drop-column]: deletes all values of `users.bio`
ALTER TABLE `users` DROP COLUMN `bio`;
