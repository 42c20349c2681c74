-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "sample"."made"
-- cargo-schema: drop-column "sample"."medium"
-- cargo-schema: drop-column "sample"."bits"

-- alter column `sample.flag`: bool -> i8
-- alter column `sample.words`: mediumtext -> tinytext
-- alter column `sample.more`: text -> mediumtext
-- alter column `sample.bytes`: mediumblob -> tinyblob
-- drop column `sample.bits`
-- drop column `sample.made`
-- drop column `sample.medium`
-- hazard[narrow-type]: keeps values of `sample.words` that do not fit the new type, which programs may fail to read
-- hazard[narrow-type]: keeps values of `sample.more` that do not fit the new type, which programs may fail to read
-- hazard[narrow-type]: keeps values of `sample.bytes` that do not fit the new type, which programs may fail to read
-- hazard[drop-column]: deletes all values of `sample.bits`
-- hazard[drop-column]: deletes all values of `sample.made`
-- hazard[drop-column]: deletes all values of `sample.medium`
CREATE TABLE "_schema_rebuild_sample" (
    "id" INTEGER NOT NULL,
    "flag" INTEGER,
    "words" TEXT,
    "more" TEXT,
    "bytes" BLOB,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_sample" ("id", "flag", "words", "more", "bytes")
SELECT "id", "flag", "words", "more", "bytes"
FROM "sample";

-- the new table takes the place of the old one
DROP TABLE "sample";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_sample" RENAME TO "sample";

PRAGMA legacy_alter_table = OFF;
