-- drop foreign key `fk_posts_author` on `posts`
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- drop foreign key `fk_posts_author` on `posts`
ALTER TABLE `posts` DROP INDEX `fk_posts_author`;

-- drop column `posts.author`
-- hazard[drop-column]: deletes all values of `posts.author`
ALTER TABLE `posts` DROP COLUMN `author`;
