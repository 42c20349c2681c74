-- cargo-schema: foreign-keys=off

-- alter column `lamp.kind`: enum(kind) -> enum(level)
-- alter enum `level`: low, high -> low, high, rows with high get low, rows with low get high
-- hazard[narrow-type]: keeps values of `lamp.kind` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_lamp" (
    "id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL CONSTRAINT "ck_lamp_kind" CHECK ("kind" IN ('low', 'high')),
    "level" TEXT NOT NULL CONSTRAINT "ck_lamp_level" CHECK ("level" IN ('low', 'high')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_lamp" ("id", "kind", "level")
SELECT "id", "kind", CASE "level" WHEN 'high' THEN 'low' WHEN 'low' THEN 'high' ELSE "level" END
FROM "lamp";

-- the new table takes the place of the old one
DROP TABLE "lamp";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_lamp" RENAME TO "lamp";

PRAGMA legacy_alter_table = OFF;
