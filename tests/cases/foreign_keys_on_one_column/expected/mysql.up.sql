-- add column `post.author`: i64, null
-- add foreign key `fk_author` on `post`: author -> person.id
ALTER TABLE `post`
    ADD COLUMN `author` bigint NULL,
    ADD INDEX `fk_author` (`author`);

-- add foreign key `fk_author` on `post`: author -> person.id
-- add foreign key `fk_post` on `post`: author -> post.id
ALTER TABLE `post`
    ADD CONSTRAINT `fk_author` FOREIGN KEY (`author`) REFERENCES `person` (`id`),
    ADD CONSTRAINT `fk_post` FOREIGN KEY (`author`) REFERENCES `post` (`id`);
