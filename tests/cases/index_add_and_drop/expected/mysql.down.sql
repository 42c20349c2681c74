-- drop index `by_age` on `users`
-- drop index `ix_users_age` on `users`
-- add index `ix_users_name_age` on `users`: name, age
ALTER TABLE `users`
    DROP INDEX `by_age`,
    DROP INDEX `ix_users_age`,
    ADD INDEX `ix_users_name_age` (`name`, `age`);
