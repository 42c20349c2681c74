-- drop column `users.nick`
-- hazard[drop-column]: loses the values of `users.nick`
ALTER TABLE `users` DROP COLUMN `nick`;
