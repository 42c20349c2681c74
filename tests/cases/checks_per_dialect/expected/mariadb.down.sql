-- drop check `ck_age` on `users`
-- drop check `ck_name` on `users`
ALTER TABLE `users`
    DROP CONSTRAINT `ck_age`,
    DROP CONSTRAINT `ck_name`;

-- drop column `users.age`
-- hazard[drop-column]: loses the values of `users.age`
ALTER TABLE `users` DROP COLUMN `age`;
