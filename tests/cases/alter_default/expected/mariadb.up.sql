-- alter column `users.a`: default 1 -> 2
-- alter column `users.b`: default 1 -> none
-- alter column `users.c`: default none -> 3
ALTER TABLE `users`
    MODIFY COLUMN `a` int NOT NULL DEFAULT 2,
    MODIFY COLUMN `b` int NOT NULL,
    MODIFY COLUMN `c` int NOT NULL DEFAULT 3;
