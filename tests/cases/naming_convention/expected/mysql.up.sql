-- rename unique constraint `uq_users_mail` on `users` to `unique_users_mail`
ALTER TABLE `users` RENAME INDEX `uq_users_mail` TO `unique_users_mail`;

-- rename index `ix_users_name_age` on `users` to `index_users_on_name_age`
ALTER TABLE `users` RENAME INDEX `ix_users_name_age` TO `index_users_on_name_age`;

-- rename foreign key `fk_posts_author` on `posts` to `posts_author_to_users`
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- rename foreign key `fk_posts_author` on `posts` to `posts_author_to_users`
ALTER TABLE `posts`
    DROP INDEX `fk_posts_author`,
    ADD INDEX `posts_author_to_users` (`author`);

-- rename check constraint `ck_users_age` on `users` to `check_users_age`
ALTER TABLE `users`
    DROP CONSTRAINT `ck_users_age`,
    ADD CONSTRAINT `check_users_age` CHECK (age >= 0);

-- rename foreign key `fk_posts_author` on `posts` to `posts_author_to_users`
ALTER TABLE `posts` ADD CONSTRAINT `posts_author_to_users` FOREIGN KEY (`author`) REFERENCES `users` (`id`);
