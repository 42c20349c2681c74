-- rename table `users` to `people`
ALTER TABLE "users" RENAME TO "people";

-- its primary key follows
ALTER TABLE "people" RENAME CONSTRAINT "users_pkey" TO "people_pkey";

-- rename column `posts.author` to `writer`
ALTER TABLE "posts" RENAME COLUMN "author" TO "writer";

-- rename unique constraint `uq_users_name` on `people` to `uq_people_name`
ALTER TABLE "people" RENAME CONSTRAINT "uq_users_name" TO "uq_people_name";

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
ALTER TABLE "posts" RENAME CONSTRAINT "fk_posts_author" TO "fk_posts_writer";

-- drop index `ix_users_boss` on `people`
DROP INDEX "ix_users_boss";

-- add column `people.age`: i32, null
ALTER TABLE "people" ADD COLUMN "age" integer;
