-- make room before `posts` is dropped
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- drop unique constraint `uq_users_name` on `users`
ALTER TABLE `users` DROP INDEX `uq_users_name`;

-- drop table `posts`
-- hazard[drop-table]: deletes all rows of `posts`
DROP TABLE `posts`;
