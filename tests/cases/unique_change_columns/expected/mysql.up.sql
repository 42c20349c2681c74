-- drop unique constraint `uq_users` on `users`
-- add unique constraint `uq_users` on `users`: name, age
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users`
ALTER TABLE `users`
    DROP INDEX `uq_users`,
    ADD CONSTRAINT `uq_users` UNIQUE (`name`, `age`);
