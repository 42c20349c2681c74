-- cargo-schema: foreign-keys=off

-- alter column `place.shape`: native(sqlite = TEXT, postgres = point, mysql = point, otherwise = text) -> native(sqlite = BLOB, postgres = polygon, mysql = geometry, otherwise = text)
-- alter column `place.floor`: native(postgres = int2, mysql = smallint, otherwise = i32) -> native(postgres = int4, mysql = int, otherwise = i32)
-- hazard[narrow-type]: keeps values of `place.shape` that do not fit the new type, which programs may fail to read
-- hazard[narrow-type]: keeps values of `place.floor` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_place" (
    "id" INTEGER NOT NULL,
    "shape" BLOB,
    "floor" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_place" ("id", "shape", "floor")
SELECT "id", "shape", "floor"
FROM "place";

-- the new table takes the place of the old one
DROP TABLE "place";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_place" RENAME TO "place";

PRAGMA legacy_alter_table = OFF;
