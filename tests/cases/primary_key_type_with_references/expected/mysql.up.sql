-- temporarily drop foreign key `fk_posts_author` on `posts` while `posts.author` changes its type
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- alter column `posts.id`: i32 -> i64
-- alter column `posts.author`: i32 -> i64
ALTER TABLE `posts`
    MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT,
    MODIFY COLUMN `author` bigint NOT NULL;

-- alter column `users.id`: i32 -> i64
ALTER TABLE `users` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;

-- create foreign key `fk_posts_author` on `posts` again
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;
