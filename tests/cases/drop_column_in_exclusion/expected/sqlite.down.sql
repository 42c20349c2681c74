-- cargo-schema: foreign-keys=off

-- add column `stay.last`: i32, not null
-- hazard[stand-in-value]: existing rows get 0 in `stay.last`, because the original value is unknown
CREATE TABLE "_schema_rebuild_stay" (
    "id" INTEGER NOT NULL,
    "first" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_stay" ("id", "first", "last")
SELECT "id", "first", 0
FROM "stay";

-- the new table takes the place of the old one
DROP TABLE "stay";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_stay" RENAME TO "stay";

PRAGMA legacy_alter_table = OFF;
