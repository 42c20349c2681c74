-- drop column `users.mail`
-- hazard: loses the values of `users.mail`
ALTER TABLE `users` DROP COLUMN `mail`;
