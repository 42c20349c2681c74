-- rename table `users` to `people`
RENAME TABLE `users` TO `people`;

-- rename column `posts.author` to `writer`
ALTER TABLE `posts` RENAME COLUMN `author` TO `writer`;

-- rename unique constraint `uq_users_name` on `people` to `uq_people_name`
ALTER TABLE `people` RENAME INDEX `uq_users_name` TO `uq_people_name`;

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- drop index `ix_users_boss` on `people`
-- add column `people.age`: i32, null
ALTER TABLE `people`
    DROP INDEX `ix_users_boss`,
    ADD COLUMN `age` int NULL;

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
ALTER TABLE `posts`
    DROP INDEX `fk_posts_author`,
    ADD INDEX `fk_posts_writer` (`writer`);

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_writer` FOREIGN KEY (`writer`) REFERENCES `people` (`id`) ON DELETE CASCADE;
