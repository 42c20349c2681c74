-- cargo-schema: foreign-keys=off

-- add column `reading.created`: datetime, not null, existing rows get sql(seen)
-- add column `reading.changed`: datetime, not null, default now()
-- add column `reading.looked`: datetime, null, existing rows get sql(seen)
CREATE TABLE "_schema_rebuild_reading" (
    "id" INTEGER NOT NULL,
    "seen" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created" DATETIME NOT NULL,
    "changed" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "looked" DATETIME,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_reading" ("id", "seen", "created", "changed", "looked")
SELECT "id", "seen", (seen), CURRENT_TIMESTAMP, (seen)
FROM "reading";

-- the new table takes the place of the old one
DROP TABLE "reading";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_reading" RENAME TO "reading";

PRAGMA legacy_alter_table = OFF;
