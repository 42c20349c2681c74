-- drop unique constraint `uq_posts_author_place` on `posts`
ALTER TABLE "posts" DROP CONSTRAINT "uq_posts_author_place";

-- alter column `posts.place`: null -> not null, existing NULLs get 0
UPDATE "posts" SET "place" = 0 WHERE "place" IS NULL;

-- alter column `posts.place`: null -> not null, existing NULLs get 0
ALTER TABLE "posts" ALTER COLUMN "place" SET NOT NULL;

-- add index `ix_posts_author_id` on `posts`: author, id
CREATE INDEX "ix_posts_author_id" ON "posts" ("author", "id");
