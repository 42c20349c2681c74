-- cargo-schema: foreign-keys=off

-- alter column `seat.id`: no auto increment
CREATE TABLE "_schema_rebuild_seat" (
    "id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_seat" ("id", "title")
SELECT "id", "title"
FROM "seat";

-- the new table takes the place of the old one
DROP TABLE "seat";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_seat" RENAME TO "seat";

PRAGMA legacy_alter_table = OFF;

-- alter column `ticket.id`: auto increment
CREATE TABLE "_schema_rebuild_ticket" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL
);

-- copy the rows
INSERT INTO "_schema_rebuild_ticket" ("id", "title")
SELECT "id", "title"
FROM "ticket";

-- the new table takes the place of the old one
DROP TABLE "ticket";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_ticket" RENAME TO "ticket";

PRAGMA legacy_alter_table = OFF;
