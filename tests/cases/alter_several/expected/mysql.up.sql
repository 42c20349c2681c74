-- drop index `ix_users_age` on `users`
-- alter column `users.age`: i32 -> i64, null -> not null, existing NULLs get -1
ALTER TABLE `users`
    DROP INDEX `ix_users_age`,
    MODIFY COLUMN `age` bigint NULL;

-- alter column `users.age`: i32 -> i64, null -> not null, existing NULLs get -1
UPDATE `users` SET `age` = -1 WHERE `age` IS NULL;

-- add column `users.admin`: bool, not null, default false
-- alter column `users.name`: varchar(80) -> varchar(120)
-- alter column `users.age`: i32 -> i64, null -> not null, existing NULLs get -1
-- add unique constraint `uq_users_name` on `users`: name
-- add index `ix_users_nick` on `users`: nick
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_name`
ALTER TABLE `users`
    ADD COLUMN `admin` boolean NOT NULL DEFAULT FALSE,
    MODIFY COLUMN `name` varchar(120) NOT NULL,
    MODIFY COLUMN `age` bigint NOT NULL,
    ADD CONSTRAINT `uq_users_name` UNIQUE (`name`),
    ADD INDEX `ix_users_nick` (`nick`);

-- drop column `users.old`
-- hazard[drop-column]: deletes all values of `users.old`
ALTER TABLE `users` DROP COLUMN `old`;
