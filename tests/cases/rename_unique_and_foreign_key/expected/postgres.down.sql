-- rename foreign key `writer` on `posts` to `fk_posts_author`
ALTER TABLE "posts" RENAME CONSTRAINT "writer" TO "fk_posts_author";

-- rename unique constraint `one_name` on `users` to `uq_users_name`
ALTER TABLE "users" RENAME CONSTRAINT "one_name" TO "uq_users_name";
