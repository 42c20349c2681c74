-- alter column `users.name`: comment
-- alter table `users`: comment
ALTER TABLE `users`
    MODIFY COLUMN `name` varchar(80) NOT NULL,
    COMMENT = 'People who have an account; it\'s theirs.';
