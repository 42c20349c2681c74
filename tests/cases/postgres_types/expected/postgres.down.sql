-- drop column `sample.address`
-- hazard[drop-column]: deletes all values of `sample.address`
ALTER TABLE "sample" DROP COLUMN "address";

-- drop column `sample.bits`
-- hazard[drop-column]: deletes all values of `sample.bits`
ALTER TABLE "sample" DROP COLUMN "bits";

-- drop column `sample.card`
-- hazard[drop-column]: deletes all values of `sample.card`
ALTER TABLE "sample" DROP COLUMN "card";

-- drop column `sample.grid`
-- hazard[drop-column]: deletes all values of `sample.grid`
ALTER TABLE "sample" DROP COLUMN "grid";

-- drop column `sample.network`
-- hazard[drop-column]: deletes all values of `sample.network`
ALTER TABLE "sample" DROP COLUMN "network";

-- drop column `sample.page`
-- hazard[drop-column]: deletes all values of `sample.page`
ALTER TABLE "sample" DROP COLUMN "page";

-- drop column `sample.pause`
-- hazard[drop-column]: deletes all values of `sample.pause`
ALTER TABLE "sample" DROP COLUMN "pause";

-- drop column `sample.price`
-- hazard[drop-column]: deletes all values of `sample.price`
ALTER TABLE "sample" DROP COLUMN "price";

-- drop column `sample.raw`
-- hazard[drop-column]: deletes all values of `sample.raw`
ALTER TABLE "sample" DROP COLUMN "raw";

-- drop column `sample.some_bits`
-- hazard[drop-column]: deletes all values of `sample.some_bits`
ALTER TABLE "sample" DROP COLUMN "some_bits";

-- drop column `sample.span`
-- hazard[drop-column]: deletes all values of `sample.span`
ALTER TABLE "sample" DROP COLUMN "span";

-- drop column `sample.terms`
-- hazard[drop-column]: deletes all values of `sample.terms`
ALTER TABLE "sample" DROP COLUMN "terms";

-- drop column `sample.times`
-- hazard[drop-column]: deletes all values of `sample.times`
ALTER TABLE "sample" DROP COLUMN "times";

-- drop column `sample.words`
-- hazard[drop-column]: deletes all values of `sample.words`
ALTER TABLE "sample" DROP COLUMN "words";
