-- drop column `users.shout`
-- hazard: loses the values of `users.shout`
ALTER TABLE `users` DROP COLUMN `shout`;
