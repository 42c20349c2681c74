-- drop table `note`
-- hazard[drop-table]: loses the rows of `note`
DROP TABLE "note";

-- create enum `note`: x
CREATE TYPE "note" AS ENUM ('x');

-- add column `a.n`: enum(note), null
ALTER TABLE "a" ADD COLUMN "n" "note";
