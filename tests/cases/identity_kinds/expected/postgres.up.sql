-- alter column `seat.id`: auto increment from 500
ALTER TABLE "seat" ALTER COLUMN "id" SET START WITH 500;

-- alter column `ticket.id`: auto increment always from 1000 by 10
ALTER TABLE "ticket" ALTER COLUMN "id" SET GENERATED ALWAYS SET INCREMENT BY 10 SET START WITH 1000;

-- alter column `seat.id`: auto increment from 500
-- numbering goes on after the highest value
SELECT setval(pg_get_serial_sequence('"seat"', 'id'), greatest(max("id") + 1, 500), false) FROM "seat";

-- alter column `ticket.id`: auto increment always from 1000 by 10
-- numbering goes on after the highest value
SELECT setval(pg_get_serial_sequence('"ticket"', 'id'), greatest(max("id") + 1, 1000), false) FROM "ticket";
