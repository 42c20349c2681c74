-- add column `tally.c`: i32, null
ALTER TABLE "tally" ADD COLUMN "c" integer;

-- add column `tally.d`: i32, null
ALTER TABLE "tally" ADD COLUMN "d" integer;

-- drop column `tally.a`
-- hazard[drop-column]: deletes all values of `tally.a`
ALTER TABLE "tally" DROP COLUMN "a";

-- drop column `tally.b`
-- hazard[drop-column]: deletes all values of `tally.b`
ALTER TABLE "tally" DROP COLUMN "b";
