-- drop unique constraint `uq_posts_author_place` on `posts`
ALTER TABLE `posts`
    DROP INDEX `uq_posts_author_place`,
    ADD INDEX `fk_posts_author` (`author`);

-- alter column `posts.place`: null -> not null, existing NULLs get 0
UPDATE `posts` SET `place` = 0 WHERE `place` IS NULL;

-- alter column `posts.place`: null -> not null, existing NULLs get 0
ALTER TABLE `posts` MODIFY COLUMN `place` int NOT NULL;
