-- drop unique `uq_users` on `users`
-- add unique `uq_users` on `users`: name
-- hazard[constraint-on-rows]: fails where rows of `users` break `uq_users`
ALTER TABLE `users`
    DROP INDEX `uq_users`,
    ADD CONSTRAINT `uq_users` UNIQUE (`name`);
