-- Takes back: accounts and posts

-- drop table `post_tags`
-- hazard: loses the rows of `post_tags`
DROP TABLE "post_tags";

-- drop table `tags`
-- hazard: loses the rows of `tags`
DROP TABLE "tags";

-- drop table `sessions`
-- hazard: loses the rows of `sessions`
DROP TABLE "sessions";

-- drop table `comments`
-- hazard: loses the rows of `comments`
DROP TABLE "comments";

-- drop table `attachments`
-- hazard: loses the rows of `attachments`
DROP TABLE "attachments";

-- drop table `posts`
-- hazard: loses the rows of `posts`
DROP TABLE "posts";

-- drop table `follows`
-- hazard: loses the rows of `follows`
DROP TABLE "follows";

-- drop table `accounts`
-- hazard: loses the rows of `accounts`
DROP TABLE "accounts";

-- drop enum `role`
DROP TYPE "role";
