-- drop foreign key `fk_posts_author` on `posts`
ALTER TABLE "posts" DROP CONSTRAINT "fk_posts_author";
