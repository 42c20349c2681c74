-- rename table `articles` to `posts`
RENAME TABLE `articles` TO `posts`;

-- rename foreign key `fk_articles_author` on `posts` to `fk_posts_author`
ALTER TABLE `posts` DROP FOREIGN KEY `fk_articles_author`;

-- rename foreign key `fk_articles_author` on `posts` to `fk_posts_author`
ALTER TABLE `posts`
    DROP INDEX `fk_articles_author`,
    ADD INDEX `fk_posts_author` (`author`);

-- rename foreign key `fk_articles_author` on `posts` to `fk_posts_author`
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;
