-- rename primary key of `posts` from `key_of_posts` to its own name
ALTER TABLE "posts" RENAME CONSTRAINT "key_of_posts" TO "posts_pkey";

-- rename primary key of `users` from `key_of_users` to its own name
ALTER TABLE "users" RENAME CONSTRAINT "key_of_users" TO "users_pkey";

-- rename foreign key `posts_author_to_users` on `posts` to `fk_posts_author`
ALTER TABLE "posts" RENAME CONSTRAINT "posts_author_to_users" TO "fk_posts_author";

-- rename unique constraint `unique_users_mail` on `users` to `uq_users_mail`
ALTER TABLE "users" RENAME CONSTRAINT "unique_users_mail" TO "uq_users_mail";

-- rename index `index_users_on_name_age` on `users` to `ix_users_name_age`
ALTER INDEX "index_users_on_name_age" RENAME TO "ix_users_name_age";

-- rename check constraint `check_users_age` on `users` to `ck_users_age`
ALTER TABLE "users" RENAME CONSTRAINT "check_users_age" TO "ck_users_age";
