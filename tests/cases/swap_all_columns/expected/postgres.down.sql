-- add column `tally.b`: i32, not null
-- hazard[stand-in-value]: existing rows get 0 in `tally.b`, because the original value is unknown
ALTER TABLE "tally" ADD COLUMN "b" integer NOT NULL DEFAULT 0;

-- add column `tally.a`: i32, not null
-- hazard[stand-in-value]: existing rows get 0 in `tally.a`, because the original value is unknown
ALTER TABLE "tally" ADD COLUMN "a" integer NOT NULL DEFAULT 0;

-- add column `tally.b`: i32, not null
ALTER TABLE "tally" ALTER COLUMN "b" DROP DEFAULT;

-- add column `tally.a`: i32, not null
ALTER TABLE "tally" ALTER COLUMN "a" DROP DEFAULT;

-- drop column `tally.c`
-- hazard[drop-column]: deletes all values of `tally.c`
ALTER TABLE "tally" DROP COLUMN "c";

-- drop column `tally.d`
-- hazard[drop-column]: deletes all values of `tally.d`
ALTER TABLE "tally" DROP COLUMN "d";
