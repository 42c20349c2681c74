-- posts have a status

-- rename column `posts.body` to `body_markdown`
ALTER TABLE "posts" RENAME COLUMN "body" TO "body_markdown";

-- create enum `post_status`: draft, in_review, published
CREATE TYPE "post_status" AS ENUM ('draft', 'in_review', 'published');

-- add column `accounts.initial`: char, null
ALTER TABLE "accounts" ADD COLUMN "initial" varchar(1);

-- add column `comments.votes`: i32, not null, default 0
ALTER TABLE "comments" ADD COLUMN "votes" integer NOT NULL DEFAULT 0;

-- add column `posts.status`: enum(post_status), not null, default "draft"
ALTER TABLE "posts" ADD COLUMN "status" "post_status" NOT NULL DEFAULT 'draft';

-- add column `accounts.initial`: char, null
COMMENT ON COLUMN "accounts"."initial" IS 'First letter of the name, for lists.';
