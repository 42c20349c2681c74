-- drop primary key of `users`
-- drop column `users.id`
-- hazard: loses the values of `users.id`
ALTER TABLE `users`
    DROP PRIMARY KEY,
    DROP COLUMN `id`;
