-- drop index `ix_posts_author` on `posts`
DROP INDEX "ix_posts_author";
