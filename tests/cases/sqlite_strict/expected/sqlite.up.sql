-- cargo-schema: foreign-keys=off

-- alter table `note`: not strict
CREATE TABLE "_schema_rebuild_note" (
    "id" INTEGER NOT NULL,
    "body" TEXT,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_note" ("id", "body")
SELECT "id", "body"
FROM "note";

-- the new table takes the place of the old one
DROP TABLE "note";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_note" RENAME TO "note";

PRAGMA legacy_alter_table = OFF;

-- alter table `reading`: strict
-- hazard[strict-on-rows]: fails if a value of `reading` does not have the type of its column
CREATE TABLE "_schema_rebuild_reading" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "code" TEXT NOT NULL,
    "level" REAL NOT NULL
) STRICT;

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_reading', seq FROM sqlite_sequence WHERE name = 'reading';

-- copy the rows
INSERT INTO "_schema_rebuild_reading" ("id", "code", "level")
SELECT "id", "code", "level"
FROM "reading";

-- the new table takes the place of the old one
DROP TABLE "reading";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_reading" RENAME TO "reading";

PRAGMA legacy_alter_table = OFF;
