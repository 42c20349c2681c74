-- drop check `ck_age` on `users`
-- drop check `ck_name` on `users`
-- drop column `users.age`
-- hazard: loses the values of `users.age`
ALTER TABLE `users`
    DROP CONSTRAINT `ck_age`,
    DROP CONSTRAINT `ck_name`,
    DROP COLUMN `age`;
