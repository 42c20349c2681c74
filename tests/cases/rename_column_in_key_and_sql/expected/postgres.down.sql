-- rename column `users.number` to `id`
ALTER TABLE "users" RENAME COLUMN "number" TO "id";

-- rename column `posts.writer` to `author`
ALTER TABLE "posts" RENAME COLUMN "writer" TO "author";

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
ALTER TABLE "posts" RENAME CONSTRAINT "fk_posts_writer" TO "fk_posts_author";
