-- rename unique constraint `uq_users_name` on `users` to `one_name`
ALTER TABLE `users` RENAME INDEX `uq_users_name` TO `one_name`;

-- rename foreign key `fk_posts_author` on `posts` to `writer`
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- rename foreign key `fk_posts_author` on `posts` to `writer`
ALTER TABLE `posts`
    DROP INDEX `fk_posts_author`,
    ADD INDEX `writer` (`author`);

-- rename foreign key `fk_posts_author` on `posts` to `writer`
ALTER TABLE `posts` ADD CONSTRAINT `writer` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;
