-- rename unique constraint `one_name` on `users` to `uq_users_name`
ALTER TABLE `users` RENAME INDEX `one_name` TO `uq_users_name`;

-- rename foreign key `writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts` DROP FOREIGN KEY `writer`;

-- rename foreign key `writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts`
    DROP INDEX `writer`,
    ADD INDEX `fk_posts_author` (`author`);

-- rename foreign key `writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;
