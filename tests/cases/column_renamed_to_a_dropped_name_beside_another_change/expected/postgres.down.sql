-- rename column `book.name` to `title`
ALTER TABLE "book" RENAME COLUMN "name" TO "title";

-- add column `book.Name`: varchar(20), null
ALTER TABLE "book" ADD COLUMN "Name" varchar(20);

-- alter column `book.pages`: i64 -> i32, null -> not null
-- hazard[narrow-type]: fails or truncates values of `book.pages` that do not fit the new type
-- hazard[not-null-without-value]: fails if `book.pages` contains NULL
ALTER TABLE "book" ALTER COLUMN "pages" TYPE integer;

-- alter column `book.pages`: i64 -> i32, null -> not null
-- hazard[narrow-type]: fails or truncates values of `book.pages` that do not fit the new type
-- hazard[not-null-without-value]: fails if `book.pages` contains NULL
ALTER TABLE "book" ALTER COLUMN "pages" SET NOT NULL;

-- add unique constraint `uq_name` on `book`: Name, pages
ALTER TABLE "book" ADD CONSTRAINT "uq_name" UNIQUE ("Name", "pages");
