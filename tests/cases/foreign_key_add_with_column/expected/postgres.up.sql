-- add column `posts.author`: i64, null
ALTER TABLE "posts" ADD COLUMN "author" bigint;

-- add foreign key `fk_posts_author` on `posts`: author -> users.id, on delete set null
ALTER TABLE "posts" ADD CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id") ON DELETE SET NULL;
