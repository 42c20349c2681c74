-- take foreign key `fk_book_author` off `book` while `author.id` gets its new name
ALTER TABLE `book` DROP FOREIGN KEY `fk_book_author`;

-- rename column `author.id` to `number`
ALTER TABLE `author` RENAME COLUMN `id` TO `number`;

-- put foreign key `fk_book_author` on `book` again
ALTER TABLE `book` ADD CONSTRAINT `fk_book_author` FOREIGN KEY (`author`) REFERENCES `author` (`number`);
