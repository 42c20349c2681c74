-- rename unique constraint `unique_users_mail` on `users` to `uq_users_mail`
ALTER TABLE `users` RENAME INDEX `unique_users_mail` TO `uq_users_mail`;

-- rename index `index_users_on_name_age` on `users` to `ix_users_name_age`
ALTER TABLE `users` RENAME INDEX `index_users_on_name_age` TO `ix_users_name_age`;

-- rename foreign key `posts_author_to_users` on `posts` to `fk_posts_author`
ALTER TABLE `posts` DROP FOREIGN KEY `posts_author_to_users`;

-- rename foreign key `posts_author_to_users` on `posts` to `fk_posts_author`
ALTER TABLE `posts`
    DROP INDEX `posts_author_to_users`,
    ADD INDEX `fk_posts_author` (`author`);

-- rename check constraint `check_users_age` on `users` to `ck_users_age`
ALTER TABLE `users`
    DROP CONSTRAINT `check_users_age`,
    ADD CONSTRAINT `ck_users_age` CHECK (age >= 0);

-- rename foreign key `posts_author_to_users` on `posts` to `fk_posts_author`
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`);
