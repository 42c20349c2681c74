-- add column `sample.made`: year, not null, default 2020
ALTER TABLE "sample" ADD COLUMN "made" smallint NOT NULL DEFAULT 2020;

-- add column `sample.medium`: i24, null
ALTER TABLE "sample" ADD COLUMN "medium" integer;

-- add column `sample.bits`: bit(8), null
ALTER TABLE "sample" ADD COLUMN "bits" bit(8);

-- alter column `sample.flag`: i8 -> bool
-- hazard[narrow-type]: fails or truncates values of `sample.flag` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "flag" TYPE boolean USING "flag" <> 0;

-- alter column `sample.words`: tinytext -> mediumtext: nothing to do on postgres

-- alter column `sample.more`: mediumtext -> text: nothing to do on postgres

-- alter column `sample.bytes`: tinyblob -> mediumblob: nothing to do on postgres
