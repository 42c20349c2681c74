-- drop column `users.first`
-- drop column `users.middle`
-- hazard[drop-column]: deletes all values of `users.first`
-- hazard[drop-column]: deletes all values of `users.middle`
ALTER TABLE `users`
    DROP COLUMN `first`,
    DROP COLUMN `middle`;
