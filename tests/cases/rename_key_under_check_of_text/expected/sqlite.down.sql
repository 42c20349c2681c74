-- rename column `author.number` to `id`
ALTER TABLE "author" RENAME COLUMN "number" TO "id";
