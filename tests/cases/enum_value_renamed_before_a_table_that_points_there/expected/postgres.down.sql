-- rename value `crimson` of enum `color` to `red`
ALTER TYPE "color" RENAME VALUE 'crimson' TO 'red';

-- drop table `wall`
-- hazard[drop-table]: deletes all rows of `wall`
DROP TABLE "wall";
