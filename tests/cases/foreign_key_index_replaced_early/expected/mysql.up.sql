-- temporarily drop foreign key `fk_posts_author` on `posts` while the index under it changes
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- drop unique constraint `uq_posts_author_place` on `posts`
ALTER TABLE `posts` DROP INDEX `uq_posts_author_place`;

-- alter column `posts.place`: null -> not null, existing NULLs get 0
UPDATE `posts` SET `place` = 0 WHERE `place` IS NULL;

-- alter column `posts.place`: null -> not null, existing NULLs get 0
-- add index `ix_posts_author_id` on `posts`: author, id
ALTER TABLE `posts`
    MODIFY COLUMN `place` int NOT NULL,
    ADD INDEX `ix_posts_author_id` (`author`, `id`);

-- create foreign key `fk_posts_author` on `posts` again
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`);
