-- Takes back: accounts and posts

-- cargo-schema: foreign-keys=off

-- drop table `post_tags`
-- hazard[drop-table]: deletes all rows of `post_tags`
DROP TABLE "post_tags";

-- drop table `tags`
-- hazard[drop-table]: deletes all rows of `tags`
DROP TABLE "tags";

-- drop table `sessions`
-- hazard[drop-table]: deletes all rows of `sessions`
DROP TABLE "sessions";

-- drop table `comments`
-- hazard[drop-table]: deletes all rows of `comments`
DROP TABLE "comments";

-- drop table `attachments`
-- hazard[drop-table]: deletes all rows of `attachments`
DROP TABLE "attachments";

-- drop table `posts`
-- hazard[drop-table]: deletes all rows of `posts`
DROP TABLE "posts";

-- drop table `follows`
-- hazard[drop-table]: deletes all rows of `follows`
DROP TABLE "follows";

-- drop table `accounts`
-- hazard[drop-table]: deletes all rows of `accounts`
DROP TABLE "accounts";
