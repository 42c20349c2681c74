-- posts have a status

-- rename column `posts.body` to `body_markdown`
ALTER TABLE "posts" RENAME COLUMN "body" TO "body_markdown";

-- add column `accounts.initial`: char, null
ALTER TABLE "accounts" ADD COLUMN "initial" TEXT;

-- add column `comments.votes`: i32, not null, default 0
ALTER TABLE "comments" ADD COLUMN "votes" INTEGER NOT NULL DEFAULT 0;

-- add column `posts.status`: enum(post_status), not null, default "draft"
ALTER TABLE "posts" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'draft' CONSTRAINT "ck_posts_status" CHECK ("status" IN ('draft', 'in_review', 'published'));
