-- alter column `users.a`: default 2 -> 1
-- alter column `users.b`: default none -> 1
-- alter column `users.c`: default 3 -> none
ALTER TABLE `users`
    MODIFY COLUMN `a` int NOT NULL DEFAULT 1,
    MODIFY COLUMN `b` int NOT NULL DEFAULT 1,
    MODIFY COLUMN `c` int NOT NULL;
