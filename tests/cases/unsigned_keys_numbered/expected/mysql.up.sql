-- temporarily drop foreign key `fk_book_author` on `book` while `author.id` changes its auto-increment
ALTER TABLE `book` DROP FOREIGN KEY `fk_book_author`;

-- alter column `author.id`: auto increment
ALTER TABLE `author` MODIFY COLUMN `id` bigint unsigned NOT NULL AUTO_INCREMENT;

-- add column `review.book`: u64, null
-- add foreign key `fk_review_book` on `review`: book -> book.id
ALTER TABLE `review`
    ADD COLUMN `book` bigint unsigned NULL,
    ADD INDEX `fk_review_book` (`book`);

-- create foreign key `fk_book_author` on `book` again
ALTER TABLE `book` ADD CONSTRAINT `fk_book_author` FOREIGN KEY (`author`) REFERENCES `author` (`id`);

-- add foreign key `fk_review_book` on `review`: book -> book.id
ALTER TABLE `review` ADD CONSTRAINT `fk_review_book` FOREIGN KEY (`book`) REFERENCES `book` (`id`);
