-- rename column `posts.author` to `writer`
ALTER TABLE "posts" RENAME COLUMN "author" TO "writer";

-- rename column `users.id` to `number`
ALTER TABLE "users" RENAME COLUMN "id" TO "number";

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
ALTER TABLE "posts" RENAME CONSTRAINT "fk_posts_author" TO "fk_posts_writer";
