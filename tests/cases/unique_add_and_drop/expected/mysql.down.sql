-- drop unique constraint `uq_users_name` on `users`
-- add unique constraint `uq_users_code` on `users`: code
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_code`
ALTER TABLE `users`
    DROP INDEX `uq_users_name`,
    ADD CONSTRAINT `uq_users_code` UNIQUE (`code`);
