-- rename table `posts` to `articles`
RENAME TABLE `posts` TO `articles`;

-- rename foreign key `fk_posts_author` on `articles` to `fk_articles_author`
ALTER TABLE `articles` DROP FOREIGN KEY `fk_posts_author`;

-- rename foreign key `fk_posts_author` on `articles` to `fk_articles_author`
ALTER TABLE `articles`
    DROP INDEX `fk_posts_author`,
    ADD INDEX `fk_articles_author` (`author`);

-- rename foreign key `fk_posts_author` on `articles` to `fk_articles_author`
ALTER TABLE `articles` ADD CONSTRAINT `fk_articles_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;
