-- drop column `items.twice`
ALTER TABLE "items" DROP COLUMN "twice";
