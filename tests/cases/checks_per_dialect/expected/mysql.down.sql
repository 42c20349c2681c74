-- drop check constraint `ck_age` on `users`
-- drop check constraint `ck_name` on `users`
ALTER TABLE `users`
    DROP CONSTRAINT `ck_age`,
    DROP CONSTRAINT `ck_name`;

-- drop column `users.age`
-- hazard[drop-column]: deletes all values of `users.age`
ALTER TABLE `users` DROP COLUMN `age`;
