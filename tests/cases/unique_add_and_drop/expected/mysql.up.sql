-- drop unique `uq_users_code` on `users`
-- add unique `uq_users_name` on `users`: name
-- hazard[constraint-on-rows]: fails where rows of `users` break `uq_users_name`
ALTER TABLE `users`
    DROP INDEX `uq_users_code`,
    ADD CONSTRAINT `uq_users_name` UNIQUE (`name`);
