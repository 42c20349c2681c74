-- temporarily drop foreign key `fk_posts_author` on `posts` while `posts.author` becomes NOT NULL
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- alter column `posts.author`: null -> not null, existing NULLs get 1
UPDATE `posts` SET `author` = 1 WHERE `author` IS NULL;

-- alter column `posts.author`: null -> not null, existing NULLs get 1
-- alter column `posts.title`: varchar(20) -> text
ALTER TABLE `posts`
    MODIFY COLUMN `author` bigint NOT NULL,
    MODIFY COLUMN `title` longtext NOT NULL;

-- create foreign key `fk_posts_author` on `posts` again
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`);
