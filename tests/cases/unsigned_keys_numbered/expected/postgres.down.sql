-- take foreign key `fk_book_author` off `book` while `book.author` changes its type
ALTER TABLE "book" DROP CONSTRAINT "fk_book_author";

-- drop foreign key `fk_review_book` on `review`
ALTER TABLE "review" DROP CONSTRAINT "fk_review_book";

-- take foreign key `fk_review_author` off `review` while `review.author` changes its type
ALTER TABLE "review" DROP CONSTRAINT "fk_review_author";

-- alter column `author.id`: no auto increment
ALTER TABLE "author" ALTER COLUMN "id" DROP IDENTITY;

-- alter column `author.id`: no auto increment
ALTER TABLE "author" ALTER COLUMN "id" TYPE numeric(20,0);

-- alter column `book.author`: i64 -> u64
-- hazard: fails or cuts where a value of `book.author` does not fit the new type
ALTER TABLE "book" ALTER COLUMN "author" TYPE numeric(20,0);

-- alter column `review.author`: i64 -> u64
-- hazard: fails or cuts where a value of `review.author` does not fit the new type
ALTER TABLE "review" ALTER COLUMN "author" TYPE numeric(20,0);

-- drop column `review.book`
-- hazard: loses the values of `review.book`
ALTER TABLE "review" DROP COLUMN "book";

-- put foreign key `fk_book_author` on `book` again
ALTER TABLE "book" ADD CONSTRAINT "fk_book_author" FOREIGN KEY ("author") REFERENCES "author" ("id");

-- put foreign key `fk_review_author` on `review` again
ALTER TABLE "review" ADD CONSTRAINT "fk_review_author" FOREIGN KEY ("author") REFERENCES "book" ("author");
