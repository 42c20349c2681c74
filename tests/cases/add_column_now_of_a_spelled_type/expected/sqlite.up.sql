-- cargo-schema: foreign-keys=off

-- add column `entry.day`: native(DATE), not null, default now()
-- add column `entry.time`: native(TIME), not null, default now()
-- add column `entry.moment`: native(TIMESTAMP), not null, default now()
CREATE TABLE "_schema_rebuild_entry" (
    "id" INTEGER NOT NULL,
    "day" DATE NOT NULL DEFAULT CURRENT_DATE,
    "time" TIME NOT NULL DEFAULT CURRENT_TIME,
    "moment" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_entry" ("id", "day", "time", "moment")
SELECT "id", CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP
FROM "entry";

-- the new table takes the place of the old one
DROP TABLE "entry";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_entry" RENAME TO "entry";

PRAGMA legacy_alter_table = OFF;
