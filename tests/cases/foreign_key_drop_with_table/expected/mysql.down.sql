-- add foreign key `fk_posts_author` on `posts`: author -> users.id, on delete cascade
ALTER TABLE `posts` ADD INDEX `fk_posts_author` (`author`);

-- create table `users`: 3 columns
CREATE TABLE `users` (
    `id` bigint NOT NULL AUTO_INCREMENT,
    `name` varchar(80) NOT NULL,
    `boss` bigint NULL,
    PRIMARY KEY (`id`),
    CONSTRAINT `uq_users_name` UNIQUE (`name`),
    INDEX `ix_users_boss` (`boss`)
) DEFAULT CHARACTER SET = utf8mb4;

-- add foreign key `fk_posts_author` on `posts`: author -> users.id, on delete cascade
-- hazard[constraint-on-rows]: fails if existing rows of `posts` violate `fk_posts_author`
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`) ON DELETE CASCADE;
