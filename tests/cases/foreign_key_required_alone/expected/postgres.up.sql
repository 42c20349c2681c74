-- alter column `posts.author`: null -> not null, existing NULLs get 1
UPDATE "posts" SET "author" = 1 WHERE "author" IS NULL;

-- alter column `posts.author`: null -> not null, existing NULLs get 1
ALTER TABLE "posts" ALTER COLUMN "author" SET NOT NULL;
