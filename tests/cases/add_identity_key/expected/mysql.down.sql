-- drop primary key of `users`
-- drop column `users.id`
ALTER TABLE `users`
    DROP PRIMARY KEY,
    MODIFY COLUMN `id` bigint NOT NULL;

-- drop column `users.id`
-- hazard[drop-column]: deletes all values of `users.id`
ALTER TABLE `users` DROP COLUMN `id`;
