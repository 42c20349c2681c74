-- drop table `note`
-- hazard[drop-table]: deletes all rows of `note`
DROP TABLE "note";

-- create enum `note`: x
CREATE TYPE "note" AS ENUM ('x');

-- add column `a.n`: enum(note), null
ALTER TABLE "a" ADD COLUMN "n" "note";
