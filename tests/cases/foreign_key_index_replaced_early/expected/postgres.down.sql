-- drop index `ix_posts_author_id` on `posts`
DROP INDEX "ix_posts_author_id";

-- alter column `posts.place`: not null -> null
ALTER TABLE "posts" ALTER COLUMN "place" DROP NOT NULL;

-- add unique constraint `uq_posts_author_place` on `posts`: author, place
-- hazard[constraint-on-rows]: fails if existing rows of `posts` violate `uq_posts_author_place`
ALTER TABLE "posts" ADD CONSTRAINT "uq_posts_author_place" UNIQUE ("author", "place");
