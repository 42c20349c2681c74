-- alter column `posts.author`: not null -> null
-- alter column `posts.title`: text -> varchar(20)
-- hazard[narrow-type]: fails or truncates values of `posts.title` that do not fit the new type
ALTER TABLE `posts`
    MODIFY COLUMN `author` bigint NULL,
    MODIFY COLUMN `title` varchar(20) NOT NULL;
