-- drop table `note`
-- hazard[drop-table]: deletes all rows of `note`
DROP TABLE "note";

-- add column `a.n`: enum(note), null
ALTER TABLE "a" ADD COLUMN "n" TEXT CONSTRAINT "ck_a_n" CHECK ("n" IN ('x'));
