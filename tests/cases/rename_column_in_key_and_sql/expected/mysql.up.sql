-- temporarily drop foreign key `fk_posts_author` on `posts` while `posts.author` gets its new name
-- temporarily drop foreign key `fk_posts_author` on `posts` while `users.id` gets its new name
-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- rename column `posts.author` to `writer`
ALTER TABLE `posts`
    DROP CONSTRAINT `ck_posts_author`,
    RENAME COLUMN `author` TO `writer`,
    ADD CONSTRAINT `ck_posts_author` CHECK (writer > 0);

-- temporarily drop foreign key `fk_users_boss` on `users` while `users.id` gets its new name
ALTER TABLE `users` DROP FOREIGN KEY `fk_users_boss`;

-- rename column `users.id` to `number`
ALTER TABLE `users`
    DROP CONSTRAINT `ck_users_id`,
    RENAME COLUMN `id` TO `number`,
    MODIFY COLUMN `next` bigint GENERATED ALWAYS AS (number + 1) STORED,
    ADD CONSTRAINT `ck_users_id` CHECK (number > 0);

-- create foreign key `fk_users_boss` on `users` again
ALTER TABLE `users` ADD CONSTRAINT `fk_users_boss` FOREIGN KEY (`boss`) REFERENCES `users` (`number`);

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
ALTER TABLE `posts`
    DROP INDEX `fk_posts_author`,
    ADD INDEX `fk_posts_writer` (`writer`);

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_writer` FOREIGN KEY (`writer`) REFERENCES `users` (`number`) ON DELETE CASCADE;
