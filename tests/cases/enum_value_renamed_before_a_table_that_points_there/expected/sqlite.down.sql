-- cargo-schema: foreign-keys=off

-- drop table `wall`
-- hazard[drop-table]: deletes all rows of `wall`
DROP TABLE "wall";

-- alter enum `color`: crimson, blue -> red, blue, rows with crimson get red
CREATE TABLE "_schema_rebuild_paint" (
    "color" TEXT NOT NULL CONSTRAINT "ck_paint_color" CHECK ("color" IN ('red', 'blue')),
    PRIMARY KEY ("color")
);

-- copy the rows
INSERT INTO "_schema_rebuild_paint" ("rowid", "color")
SELECT "rowid", CASE "color" WHEN 'crimson' THEN 'red' ELSE "color" END
FROM "paint";

-- the new table takes the place of the old one
DROP TABLE "paint";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_paint" RENAME TO "paint";

PRAGMA legacy_alter_table = OFF;
