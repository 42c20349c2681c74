-- rename column `posts.writer` to `author`
ALTER TABLE `posts` RENAME COLUMN `writer` TO `author`;

-- rename table `people` to `users`
RENAME TABLE `people` TO `users`;

-- rename unique constraint `uq_people_name` on `users` to `uq_users_name`
ALTER TABLE `users` RENAME INDEX `uq_people_name` TO `uq_users_name`;

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_writer`;

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts`
    DROP INDEX `fk_posts_writer`,
    ADD INDEX `fk_posts_author` (`author`);

-- add index `ix_users_boss` on `users`: boss
ALTER TABLE `users` ADD INDEX `ix_users_boss` (`boss`);

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;

-- drop column `users.age`
-- hazard[drop-column]: deletes all values of `users.age`
ALTER TABLE `users` DROP COLUMN `age`;
