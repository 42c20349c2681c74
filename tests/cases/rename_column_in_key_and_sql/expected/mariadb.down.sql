-- rename column `users.number` to `id`
ALTER TABLE `users` RENAME COLUMN `number` TO `id`;

-- rename column `posts.writer` to `author`
ALTER TABLE `posts` RENAME COLUMN `writer` TO `author`;

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_writer`;

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts`
    DROP INDEX `fk_posts_writer`,
    ADD INDEX `fk_posts_author` (`author`);

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;
