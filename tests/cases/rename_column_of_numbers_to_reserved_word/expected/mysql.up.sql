-- rename column `users.level` to `order`
ALTER TABLE `users`
    DROP CONSTRAINT `ck_users_level`,
    RENAME COLUMN `level` TO `order`,
    ADD CONSTRAINT `ck_users_level` CHECK (`order` IN (1, 2, 3));

-- rename check constraint `ck_users_level` on `users` to `ck_users_order`
ALTER TABLE `users`
    DROP CONSTRAINT `ck_users_level`,
    ADD CONSTRAINT `ck_users_order` CHECK (`order` IN (1, 2, 3));
