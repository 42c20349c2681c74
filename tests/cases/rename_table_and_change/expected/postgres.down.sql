-- rename column `posts.writer` to `author`
ALTER TABLE "posts" RENAME COLUMN "writer" TO "author";

-- rename table `people` to `users`
ALTER TABLE "people" RENAME TO "users";

-- its primary key follows
ALTER TABLE "users" RENAME CONSTRAINT "people_pkey" TO "users_pkey";

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
ALTER TABLE "posts" RENAME CONSTRAINT "fk_posts_writer" TO "fk_posts_author";

-- rename unique constraint `uq_people_name` on `users` to `uq_users_name`
ALTER TABLE "users" RENAME CONSTRAINT "uq_people_name" TO "uq_users_name";

-- drop column `users.age`
-- hazard[drop-column]: deletes all values of `users.age`
ALTER TABLE "users" DROP COLUMN "age";

-- add index `ix_users_boss` on `users`: boss
CREATE INDEX "ix_users_boss" ON "users" ("boss");
