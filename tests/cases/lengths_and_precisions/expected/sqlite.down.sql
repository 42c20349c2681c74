-- cargo-schema: foreign-keys=off

-- alter column `sample.grows`: varchar(40) -> varchar(20)
-- alter column `sample.shrinks`: varchar(20) -> varchar(40)
-- alter column `sample.fixed`: char(8) -> char(4)
-- alter column `sample.price`: decimal(10,2) -> decimal(6,2)
-- alter column `sample.rate`: decimal(10,4) -> decimal(10,2)
-- alter column `sample.at`: datetime(3) -> datetime(0)
-- alter column `sample.key`: bytes(16) -> binary(4)
-- alter column `sample.single`: f64 -> f32
-- hazard[narrow-type]: keeps values of `sample.grows` that do not fit the new type, which programs may fail to read
-- hazard[narrow-type]: keeps values of `sample.fixed` that do not fit the new type, which programs may fail to read
-- hazard[narrow-type]: keeps values of `sample.price` that do not fit the new type, which programs may fail to read
-- hazard[narrow-type]: keeps values of `sample.rate` that do not fit the new type, which programs may fail to read
-- hazard[narrow-type]: keeps values of `sample.at` that do not fit the new type, which programs may fail to read
-- hazard[narrow-type]: keeps values of `sample.key` that do not fit the new type, which programs may fail to read
-- hazard[narrow-type]: keeps values of `sample.single` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_sample" (
    "id" INTEGER NOT NULL,
    "grows" VARCHAR(20) NOT NULL,
    "shrinks" VARCHAR(40) NOT NULL,
    "fixed" CHAR(4) NOT NULL,
    "price" TEXT NOT NULL,
    "rate" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "key" BLOB,
    "single" REAL NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_sample" ("id", "grows", "shrinks", "fixed", "price", "rate", "at", "key", "single")
SELECT "id", "grows", "shrinks", "fixed", "price", "rate", "at", "key", "single"
FROM "sample";

-- the new table takes the place of the old one
DROP TABLE "sample";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_sample" RENAME TO "sample";

PRAGMA legacy_alter_table = OFF;
