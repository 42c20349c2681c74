-- alter column `items.total`: generated stored as price * count -> none
ALTER TABLE "items" ALTER COLUMN "total" DROP EXPRESSION;
