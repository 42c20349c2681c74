-- temporarily drop foreign key `fk_posts_author` on `posts` while `posts.author` changes its type
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- alter column `posts.id`: i64 -> i32
-- alter column `posts.author`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `posts.id` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `posts.author` that do not fit the new type
ALTER TABLE `posts`
    MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT,
    MODIFY COLUMN `author` int NOT NULL;

-- alter column `users.id`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `users.id` that do not fit the new type
ALTER TABLE `users` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;

-- create foreign key `fk_posts_author` on `posts` again
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;
