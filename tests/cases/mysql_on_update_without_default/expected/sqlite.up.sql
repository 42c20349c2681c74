-- cargo-schema: foreign-keys=off

-- add column `reading.looked`: datetime, not null, existing rows get now()
-- alter column `reading.seen`: datetime -> datetime(3)
-- hazard[narrow-type]: keeps values of `reading.seen` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_reading" (
    "id" INTEGER NOT NULL,
    "changed" DATETIME NOT NULL,
    "seen" DATETIME NOT NULL,
    "looked" DATETIME NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_reading" ("id", "changed", "seen", "looked")
SELECT "id", "changed", "seen", CURRENT_TIMESTAMP
FROM "reading";

-- the new table takes the place of the old one
DROP TABLE "reading";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_reading" RENAME TO "reading";

PRAGMA legacy_alter_table = OFF;
