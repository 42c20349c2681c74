-- drop column `users.mail`
-- hazard[drop-column]: deletes all values of `users.mail`
ALTER TABLE `users` DROP COLUMN `mail`;
