-- drop index `ix_users_name_age` on `users`
-- add index `by_age` on `users`: age, name
-- add index `ix_users_age` on `users`: age
ALTER TABLE `users`
    DROP INDEX `ix_users_name_age`,
    ADD INDEX `by_age` (`age`, `name`),
    ADD INDEX `ix_users_age` (`age`);
