-- temporarily drop foreign key `fk_posts_writer` on `posts` while `users.number` gets its new name
-- temporarily drop foreign key `fk_posts_writer` on `posts` while `posts.writer` gets its new name
-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_writer`;

-- temporarily drop foreign key `fk_users_boss` on `users` while `users.number` gets its new name
ALTER TABLE `users` DROP FOREIGN KEY `fk_users_boss`;

-- rename column `users.number` to `id`
ALTER TABLE `users`
    DROP CONSTRAINT `ck_users_id`,
    RENAME COLUMN `number` TO `id`,
    MODIFY COLUMN `next` bigint GENERATED ALWAYS AS (id + 1) STORED,
    ADD CONSTRAINT `ck_users_id` CHECK (id > 0);

-- create foreign key `fk_users_boss` on `users` again
ALTER TABLE `users` ADD CONSTRAINT `fk_users_boss` FOREIGN KEY (`boss`) REFERENCES `users` (`id`);

-- rename column `posts.writer` to `author`
ALTER TABLE `posts`
    DROP CONSTRAINT `ck_posts_author`,
    RENAME COLUMN `writer` TO `author`,
    ADD CONSTRAINT `ck_posts_author` CHECK (author > 0);

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts`
    DROP INDEX `fk_posts_writer`,
    ADD INDEX `fk_posts_author` (`author`);

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;
