-- drop foreign key `fk_author` on `post`
-- drop foreign key `fk_post` on `post`
ALTER TABLE `post`
    DROP FOREIGN KEY `fk_author`,
    DROP FOREIGN KEY `fk_post`;

-- drop foreign key `fk_author` on `post`
ALTER TABLE `post` DROP INDEX `fk_author`;

-- drop column `post.author`
-- hazard[drop-column]: deletes all values of `post.author`
ALTER TABLE `post` DROP COLUMN `author`;
