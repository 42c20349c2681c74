-- add column `posts.author`: i64, null
-- add foreign key `fk_posts_author` on `posts`: author -> users.id, on delete set null
ALTER TABLE "posts" ADD COLUMN "author" INTEGER CONSTRAINT "fk_posts_author" REFERENCES "users" ("id") ON DELETE SET NULL;
