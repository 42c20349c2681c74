-- alter column `posts.place`: not null -> null
-- add unique `uq_posts_author_place` on `posts`: author, place
-- hazard[constraint-on-rows]: fails where rows of `posts` break `uq_posts_author_place`
ALTER TABLE `posts`
    MODIFY COLUMN `place` int NULL,
    ADD CONSTRAINT `uq_posts_author_place` UNIQUE (`author`, `place`),
    DROP INDEX `fk_posts_author`;
