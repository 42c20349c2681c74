-- alter column `sample.flag`: bool -> i8
ALTER TABLE "sample" ALTER COLUMN "flag" TYPE smallint USING "flag"::integer::smallint;

-- drop column `sample.bits`
-- hazard[drop-column]: deletes all values of `sample.bits`
ALTER TABLE "sample" DROP COLUMN "bits";

-- drop column `sample.made`
-- hazard[drop-column]: deletes all values of `sample.made`
ALTER TABLE "sample" DROP COLUMN "made";

-- drop column `sample.medium`
-- hazard[drop-column]: deletes all values of `sample.medium`
ALTER TABLE "sample" DROP COLUMN "medium";

-- alter column `sample.words`: mediumtext -> tinytext: nothing to do on postgres

-- alter column `sample.more`: text -> mediumtext: nothing to do on postgres

-- alter column `sample.bytes`: mediumblob -> tinyblob: nothing to do on postgres
