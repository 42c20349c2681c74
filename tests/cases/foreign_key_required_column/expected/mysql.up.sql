-- add column `posts.author`: i64, not null, existing rows get 1
ALTER TABLE `posts` ADD COLUMN `author` bigint NOT NULL DEFAULT 1;

-- add column `posts.author`: i64, not null, existing rows get 1
-- add foreign key `fk_posts_author` on `posts`: author -> users.id, on delete cascade
ALTER TABLE `posts`
    ALTER COLUMN `author` DROP DEFAULT,
    ADD INDEX `fk_posts_author` (`author`);

-- add foreign key `fk_posts_author` on `posts`: author -> users.id, on delete cascade
-- hazard[constraint-on-rows]: fails if existing rows of `posts` violate `fk_posts_author`
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;
