-- drop foreign key `fk_review_book` on `review`
ALTER TABLE `review` DROP FOREIGN KEY `fk_review_book`;

-- alter column `author.id`: no auto increment
ALTER TABLE `author` MODIFY COLUMN `id` bigint unsigned NOT NULL;

-- drop foreign key `fk_review_book` on `review`
ALTER TABLE `review` DROP INDEX `fk_review_book`;

-- drop column `review.book`
-- hazard[drop-column]: deletes all values of `review.book`
ALTER TABLE `review` DROP COLUMN `book`;
