-- cargo-schema: foreign-keys=off

-- alter column `stay.nights`: i64 -> i16, not null -> null
-- hazard[narrow-type]: keeps values of `stay.nights` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_stay" (
    "id" INTEGER NOT NULL,
    "next" INTEGER NOT NULL,
    "nights" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_next" FOREIGN KEY ("next") REFERENCES "stay" ("id") DEFERRABLE INITIALLY DEFERRED
);

-- copy the rows
INSERT INTO "_schema_rebuild_stay" ("id", "next", "nights")
SELECT "id", "next", "nights"
FROM "stay";

-- the new table takes the place of the old one
DROP TABLE "stay";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_stay" RENAME TO "stay";

PRAGMA legacy_alter_table = OFF;
