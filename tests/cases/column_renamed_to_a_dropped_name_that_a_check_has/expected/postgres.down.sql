-- rename column `book.name` to `title`
ALTER TABLE "book" RENAME COLUMN "name" TO "title";

-- add column `book.Name`: varchar(20), null
ALTER TABLE "book" ADD COLUMN "Name" varchar(20);

-- add check constraint `ck_name` on `book`: "Name" <> ''
-- hazard[constraint-on-rows]: fails if existing rows of `book` violate `ck_name`
ALTER TABLE "book" ADD CONSTRAINT "ck_name" CHECK ("Name" <> '');
