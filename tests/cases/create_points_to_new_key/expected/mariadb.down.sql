-- drop table `posts`
-- hazard: loses the rows of `posts`
DROP TABLE `posts`;

-- drop unique `uq_users_name` on `users`
ALTER TABLE `users` DROP INDEX `uq_users_name`;
