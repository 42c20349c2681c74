-- take foreign key `fk_posts_author` off `posts` while `posts.author` changes its type
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- alter column `posts.id`: i64 -> i32
-- alter column `posts.author`: i64 -> i32
-- hazard[narrow-type]: fails or cuts where a value of `posts.id` does not fit the new type
-- hazard[narrow-type]: fails or cuts where a value of `posts.author` does not fit the new type
ALTER TABLE `posts`
    MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT,
    MODIFY COLUMN `author` int NOT NULL;

-- alter column `users.id`: i64 -> i32
-- hazard[narrow-type]: fails or cuts where a value of `users.id` does not fit the new type
ALTER TABLE `users` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;

-- put foreign key `fk_posts_author` on `posts` again
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;
