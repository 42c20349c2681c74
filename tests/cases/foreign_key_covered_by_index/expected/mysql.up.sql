-- drop index `ix_posts_author` on `posts`
ALTER TABLE `posts`
    DROP INDEX `ix_posts_author`,
    ADD INDEX `fk_posts_author` (`author`);
