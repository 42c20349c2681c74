-- alter column `users.name`: varchar(80) -> varchar(200)
-- alter column `users.age`: i16 -> i64
ALTER TABLE `users`
    MODIFY COLUMN `name` varchar(200) NOT NULL,
    MODIFY COLUMN `age` bigint NOT NULL;
