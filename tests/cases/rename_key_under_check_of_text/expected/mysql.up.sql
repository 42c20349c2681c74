-- temporarily drop foreign key `fk_book_author` on `book` while `author.id` gets its new name
ALTER TABLE `book` DROP FOREIGN KEY `fk_book_author`;

-- rename column `author.id` to `number`
ALTER TABLE `author` RENAME COLUMN `id` TO `number`;

-- create foreign key `fk_book_author` on `book` again
ALTER TABLE `book` ADD CONSTRAINT `fk_book_author` FOREIGN KEY (`author`) REFERENCES `author` (`number`);
