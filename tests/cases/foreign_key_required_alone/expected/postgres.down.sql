-- alter column `posts.author`: not null -> null
ALTER TABLE "posts" ALTER COLUMN "author" DROP NOT NULL;
