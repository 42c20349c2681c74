-- cargo-schema: foreign-keys=off

-- alter enum `color`: red, blue -> crimson, blue, rows with red get crimson
CREATE TABLE "_schema_rebuild_paint" (
    "color" TEXT NOT NULL CONSTRAINT "ck_paint_color" CHECK ("color" IN ('crimson', 'blue')),
    PRIMARY KEY ("color")
);

-- copy the rows
INSERT INTO "_schema_rebuild_paint" ("rowid", "color")
SELECT "rowid", CASE "color" WHEN 'red' THEN 'crimson' ELSE "color" END
FROM "paint";

-- the new table takes the place of the old one
DROP TABLE "paint";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_paint" RENAME TO "paint";

PRAGMA legacy_alter_table = OFF;

-- create table `wall`: 2 columns
CREATE TABLE "wall" (
    "id" INTEGER NOT NULL,
    "color" TEXT NOT NULL CONSTRAINT "ck_wall_color" CHECK ("color" IN ('crimson', 'blue')),
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_wall_color" FOREIGN KEY ("color") REFERENCES "paint" ("color")
);
