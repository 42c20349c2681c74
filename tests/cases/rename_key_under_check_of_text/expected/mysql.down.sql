-- temporarily drop foreign key `fk_book_author` on `book` while `author.number` gets its new name
ALTER TABLE `book` DROP FOREIGN KEY `fk_book_author`;

-- rename column `author.number` to `id`
ALTER TABLE `author` RENAME COLUMN `number` TO `id`;

-- create foreign key `fk_book_author` on `book` again
ALTER TABLE `book` ADD CONSTRAINT `fk_book_author` FOREIGN KEY (`author`) REFERENCES `author` (`id`);
