-- alter column `users.name`: collation none -> utf8mb4_bin
-- alter column `users.city`: collation utf8mb4_bin -> none
ALTER TABLE `users`
    MODIFY COLUMN `name` varchar(20) COLLATE utf8mb4_bin NOT NULL,
    MODIFY COLUMN `city` varchar(20) NULL;
