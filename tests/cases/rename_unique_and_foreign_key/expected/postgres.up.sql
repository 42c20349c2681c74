-- rename foreign key `fk_posts_author` on `posts` to `writer`
ALTER TABLE "posts" RENAME CONSTRAINT "fk_posts_author" TO "writer";

-- rename unique constraint `uq_users_name` on `users` to `one_name`
ALTER TABLE "users" RENAME CONSTRAINT "uq_users_name" TO "one_name";
