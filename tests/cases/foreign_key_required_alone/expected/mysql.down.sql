-- alter column `posts.author`: not null -> null
ALTER TABLE `posts` MODIFY COLUMN `author` bigint NULL;
