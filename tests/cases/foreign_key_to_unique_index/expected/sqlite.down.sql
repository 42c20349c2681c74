-- cargo-schema: foreign-keys=off

-- drop table `uses`
-- hazard[drop-table]: deletes all rows of `uses`
DROP TABLE "uses";

-- drop index `codes_short` on `codes`
DROP INDEX "codes_short";

-- drop column `codes.short`
-- hazard[drop-column]: deletes all values of `codes.short`
ALTER TABLE "codes" DROP COLUMN "short";
