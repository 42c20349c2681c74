-- cargo-schema: foreign-keys=off

-- alter enum `level`: low, middle, high -> high, middle, low, rows with high get low, rows with low get high
CREATE TABLE "_schema_rebuild_shelf" (
    "level" TEXT NOT NULL CONSTRAINT "ck_shelf_level" CHECK ("level" IN ('high', 'middle', 'low')),
    "under" TEXT CONSTRAINT "ck_shelf_under" CHECK ("under" IN ('high', 'middle', 'low')),
    PRIMARY KEY ("level"),
    CONSTRAINT "fk_shelf_under" FOREIGN KEY ("under") REFERENCES "shelf" ("level")
);

-- copy the rows
INSERT INTO "_schema_rebuild_shelf" ("rowid", "level", "under")
SELECT "rowid", CASE "level" WHEN 'high' THEN 'low' WHEN 'low' THEN 'high' ELSE "level" END, CASE "under" WHEN 'high' THEN 'low' WHEN 'low' THEN 'high' ELSE "under" END
FROM "shelf";

-- the new table takes the place of the old one
DROP TABLE "shelf";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_shelf" RENAME TO "shelf";

PRAGMA legacy_alter_table = OFF;
