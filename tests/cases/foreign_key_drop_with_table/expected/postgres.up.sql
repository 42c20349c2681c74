-- drop foreign key `fk_posts_author` on `posts`
ALTER TABLE "posts" DROP CONSTRAINT "fk_posts_author";

-- drop table `users`
-- hazard[drop-table]: deletes all rows of `users`
DROP TABLE "users";
