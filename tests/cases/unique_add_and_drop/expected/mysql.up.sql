-- drop unique constraint `uq_users_code` on `users`
-- add unique constraint `uq_users_name` on `users`: name
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_name`
ALTER TABLE `users`
    DROP INDEX `uq_users_code`,
    ADD CONSTRAINT `uq_users_name` UNIQUE (`name`);
