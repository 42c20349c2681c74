-- rename column `author.id` to `number`
ALTER TABLE "author" RENAME COLUMN "id" TO "number";
