-- Takes back: accounts and posts

-- drop table `post_tags`
-- hazard[drop-table]: loses the rows of `post_tags`
DROP TABLE "post_tags";

-- drop table `tags`
-- hazard[drop-table]: loses the rows of `tags`
DROP TABLE "tags";

-- drop table `sessions`
-- hazard[drop-table]: loses the rows of `sessions`
DROP TABLE "sessions";

-- drop table `comments`
-- hazard[drop-table]: loses the rows of `comments`
DROP TABLE "comments";

-- drop table `attachments`
-- hazard[drop-table]: loses the rows of `attachments`
DROP TABLE "attachments";

-- drop table `posts`
-- hazard[drop-table]: loses the rows of `posts`
DROP TABLE "posts";

-- drop table `follows`
-- hazard[drop-table]: loses the rows of `follows`
DROP TABLE "follows";

-- drop table `accounts`
-- hazard[drop-table]: loses the rows of `accounts`
DROP TABLE "accounts";

-- drop enum `role`
DROP TYPE "role";
