-- Takes back: posts have a status

-- drop column `accounts.initial`
-- hazard[drop-column]: deletes all values of `accounts.initial`
ALTER TABLE "accounts" DROP COLUMN "initial";

-- drop column `comments.votes`
-- hazard[drop-column]: deletes all values of `comments.votes`
ALTER TABLE "comments" DROP COLUMN "votes";

-- drop column `posts.status`
-- hazard[drop-column]: deletes all values of `posts.status`
ALTER TABLE "posts" DROP COLUMN "status";

-- rename column `posts.body_markdown` to `body`
ALTER TABLE "posts" RENAME COLUMN "body_markdown" TO "body";
