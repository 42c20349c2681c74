-- drop unique constraint `uq_users_name` on `users`
-- drop index `ix_users_nick` on `users`
-- add column `users.old`: i32, null
-- alter column `users.name`: varchar(120) -> varchar(80)
-- alter column `users.age`: i64 -> i32, not null -> null
-- add index `ix_users_age` on `users`: age
-- hazard[narrow-type]: fails or truncates values of `users.name` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `users.age` that do not fit the new type
ALTER TABLE `users`
    DROP INDEX `uq_users_name`,
    DROP INDEX `ix_users_nick`,
    ADD COLUMN `old` int NULL,
    MODIFY COLUMN `name` varchar(80) NOT NULL,
    MODIFY COLUMN `age` int NULL,
    ADD INDEX `ix_users_age` (`age`);

-- drop column `users.admin`
-- hazard[drop-column]: deletes all values of `users.admin`
ALTER TABLE `users` DROP COLUMN `admin`;
