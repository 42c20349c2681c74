-- alter column `users.name`: varchar(200) -> varchar(80)
-- alter column `users.age`: i64 -> i16
-- hazard[narrow-type]: fails or truncates values of `users.name` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `users.age` that do not fit the new type
ALTER TABLE `users`
    MODIFY COLUMN `name` varchar(80) NOT NULL,
    MODIFY COLUMN `age` smallint NOT NULL;
