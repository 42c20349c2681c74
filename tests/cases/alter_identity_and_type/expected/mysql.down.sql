-- alter column `post.id`: decimal(20,0) -> i64, auto increment
-- hazard[narrow-type]: fails or truncates values of `post.id` that do not fit the new type
ALTER TABLE `post` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;
