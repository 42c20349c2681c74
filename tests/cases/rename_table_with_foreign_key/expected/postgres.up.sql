-- rename table `posts` to `articles`
ALTER TABLE "posts" RENAME TO "articles";

-- its primary key follows
ALTER TABLE "articles" RENAME CONSTRAINT "posts_pkey" TO "articles_pkey";

-- rename foreign key `fk_posts_author` on `articles` to `fk_articles_author`
ALTER TABLE "articles" RENAME CONSTRAINT "fk_posts_author" TO "fk_articles_author";
