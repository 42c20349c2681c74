-- drop column `users.first`
-- drop column `users.middle`
-- hazard: loses the values of `users.first`
-- hazard: loses the values of `users.middle`
ALTER TABLE `users`
    DROP COLUMN `first`,
    DROP COLUMN `middle`;
