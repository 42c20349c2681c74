-- drop column `users.mail`
-- hazard[drop-column]: loses the values of `users.mail`
ALTER TABLE `users` DROP COLUMN `mail`;
