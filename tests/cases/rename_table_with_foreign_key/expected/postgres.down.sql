-- rename table `articles` to `posts`
ALTER TABLE "articles" RENAME TO "posts";

-- its primary key follows
ALTER TABLE "posts" RENAME CONSTRAINT "articles_pkey" TO "posts_pkey";

-- rename foreign key `fk_articles_author` on `posts` to `fk_posts_author`
ALTER TABLE "posts" RENAME CONSTRAINT "fk_articles_author" TO "fk_posts_author";
