-- temporarily drop foreign key `fk_book_author` on `book` while `author.id` changes its auto-increment
ALTER TABLE `book` DROP FOREIGN KEY `fk_book_author`;

-- drop foreign key `fk_review_book` on `review`
ALTER TABLE `review` DROP FOREIGN KEY `fk_review_book`;

-- alter column `author.id`: no auto increment
ALTER TABLE `author` MODIFY COLUMN `id` bigint unsigned NOT NULL;

-- drop foreign key `fk_review_book` on `review`
ALTER TABLE `review` DROP INDEX `fk_review_book`;

-- create foreign key `fk_book_author` on `book` again
ALTER TABLE `book` ADD CONSTRAINT `fk_book_author` FOREIGN KEY (`author`) REFERENCES `author` (`id`);

-- drop column `review.book`
-- hazard[drop-column]: deletes all values of `review.book`
ALTER TABLE `review` DROP COLUMN `book`;
