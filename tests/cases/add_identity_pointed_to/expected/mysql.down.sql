-- temporarily drop foreign key `fk_posts_author` on `posts` while `users.id` changes its auto-increment
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- alter column `users.id`: no auto increment
ALTER TABLE `users` MODIFY COLUMN `id` bigint NOT NULL;

-- create foreign key `fk_posts_author` on `posts` again
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`);
