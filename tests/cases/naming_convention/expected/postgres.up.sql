-- rename primary key of `posts` from its own name to `key_of_posts`
ALTER TABLE "posts" RENAME CONSTRAINT "posts_pkey" TO "key_of_posts";

-- rename primary key of `users` from its own name to `key_of_users`
ALTER TABLE "users" RENAME CONSTRAINT "users_pkey" TO "key_of_users";

-- rename foreign key `fk_posts_author` on `posts` to `posts_author_to_users`
ALTER TABLE "posts" RENAME CONSTRAINT "fk_posts_author" TO "posts_author_to_users";

-- rename unique constraint `uq_users_mail` on `users` to `unique_users_mail`
ALTER TABLE "users" RENAME CONSTRAINT "uq_users_mail" TO "unique_users_mail";

-- rename index `ix_users_name_age` on `users` to `index_users_on_name_age`
ALTER INDEX "ix_users_name_age" RENAME TO "index_users_on_name_age";

-- rename check constraint `ck_users_age` on `users` to `check_users_age`
ALTER TABLE "users" RENAME CONSTRAINT "ck_users_age" TO "check_users_age";
