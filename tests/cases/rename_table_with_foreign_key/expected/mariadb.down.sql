-- rename foreign key `fk_articles_author` on `articles` to `fk_posts_author`
ALTER TABLE `articles` DROP FOREIGN KEY `fk_articles_author`;

-- rename foreign key `fk_articles_author` on `articles` to `fk_posts_author`
ALTER TABLE `articles`
    DROP INDEX `fk_articles_author`,
    ADD INDEX `fk_posts_author` (`author`);

-- rename foreign key `fk_articles_author` on `articles` to `fk_posts_author`
ALTER TABLE `articles` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;

-- rename table `articles` to `posts`
RENAME TABLE `articles` TO `posts`;
