-- add index `ix_posts_author` on `posts`: author
ALTER TABLE `posts`
    ADD INDEX `ix_posts_author` (`author`),
    DROP INDEX `fk_posts_author`;
