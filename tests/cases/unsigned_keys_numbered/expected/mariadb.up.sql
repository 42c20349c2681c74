-- alter column `author.id`: auto increment
ALTER TABLE `author` MODIFY COLUMN `id` bigint unsigned NOT NULL AUTO_INCREMENT;

-- add column `review.book`: u64, null
-- add foreign key `fk_review_book` on `review`: book -> book.id
ALTER TABLE `review`
    ADD COLUMN `book` bigint unsigned NULL,
    ADD INDEX `fk_review_book` (`book`);

-- add foreign key `fk_review_book` on `review`: book -> book.id
ALTER TABLE `review` ADD CONSTRAINT `fk_review_book` FOREIGN KEY (`book`) REFERENCES `book` (`id`);
