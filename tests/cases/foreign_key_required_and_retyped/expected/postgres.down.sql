-- alter column `posts.author`: not null -> null
ALTER TABLE "posts" ALTER COLUMN "author" DROP NOT NULL;

-- alter column `posts.title`: text -> varchar(20)
-- hazard[narrow-type]: fails or truncates values of `posts.title` that do not fit the new type
ALTER TABLE "posts" ALTER COLUMN "title" TYPE varchar(20);
