-- alter column `items.id`: auto increment always from 100 by 5
ALTER TABLE "items" ALTER COLUMN "id" SET GENERATED ALWAYS SET INCREMENT BY 5 SET START WITH 100;

-- alter column `items.id`: auto increment always from 100 by 5
-- numbering goes on after the highest value
SELECT setval(pg_get_serial_sequence('"items"', 'id'), greatest(max("id") + 1, 100), false) FROM "items";
