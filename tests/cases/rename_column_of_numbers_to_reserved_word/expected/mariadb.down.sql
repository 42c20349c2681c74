-- rename column `users.order` to `level`
ALTER TABLE `users` RENAME COLUMN `order` TO `level`;

-- rename check constraint `ck_users_order` on `users` to `ck_users_level`
ALTER TABLE `users`
    DROP CONSTRAINT `ck_users_order`,
    ADD CONSTRAINT `ck_users_level` CHECK (level IN (1, 2, 3));
