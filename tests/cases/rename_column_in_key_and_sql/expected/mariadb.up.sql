-- rename column `posts.author` to `writer`
ALTER TABLE `posts` RENAME COLUMN `author` TO `writer`;

-- rename column `users.id` to `number`
ALTER TABLE `users` RENAME COLUMN `id` TO `number`;

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
ALTER TABLE `posts`
    DROP INDEX `fk_posts_author`,
    ADD INDEX `fk_posts_writer` (`writer`);

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_writer` FOREIGN KEY (`writer`) REFERENCES `users` (`number`) ON DELETE CASCADE;
