-- alter column `users.name`: collation utf8mb4_bin -> none
-- alter column `users.city`: collation none -> utf8mb4_bin
ALTER TABLE `users`
    MODIFY COLUMN `name` varchar(20) NOT NULL,
    MODIFY COLUMN `city` varchar(20) COLLATE utf8mb4_bin NULL;
