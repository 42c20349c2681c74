-- alter column `users.flag`: i16 -> bool
-- hazard[narrow-type]: fails or cuts where a value of `users.flag` does not fit the new type
ALTER TABLE `users` MODIFY COLUMN `flag` boolean NOT NULL;
