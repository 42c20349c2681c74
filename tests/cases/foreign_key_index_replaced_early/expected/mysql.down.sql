-- drop index `ix_posts_author_id` on `posts`
-- alter column `posts.place`: not null -> null
-- add unique constraint `uq_posts_author_place` on `posts`: author, place
-- hazard[constraint-on-rows]: fails if existing rows of `posts` violate `uq_posts_author_place`
ALTER TABLE `posts`
    DROP INDEX `ix_posts_author_id`,
    MODIFY COLUMN `place` int NULL,
    ADD CONSTRAINT `uq_posts_author_place` UNIQUE (`author`, `place`);
