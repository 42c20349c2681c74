-- alter column `users.age`: null -> not null
UPDATE `users` SET `age` = 0 WHERE `age` IS NULL;

-- alter column `users.age`: null -> not null
-- hazard[stand-in-value]: existing rows get 0 in `users.age`, because the original value is unknown
ALTER TABLE `users` MODIFY COLUMN `age` int NOT NULL;
