-- cargo-schema: foreign-keys=off

-- add foreign key `fk_egg_from_hen` on `egg`: from_hen -> hen.id
-- hazard[constraint-on-rows]: fails if existing rows of `egg` violate `fk_egg_from_hen`
CREATE TABLE "_schema_rebuild_egg" (
    "id" INTEGER NOT NULL,
    "from_hen" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_egg_from_hen" FOREIGN KEY ("from_hen") REFERENCES "hen" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_egg" ("id", "from_hen")
SELECT "id", "from_hen"
FROM "egg";

-- the new table takes the place of the old one
DROP TABLE "egg";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_egg" RENAME TO "egg";

PRAGMA legacy_alter_table = OFF;
