-- cargo-schema: foreign-keys=off

-- alter column `users.at`: timestamptz -> datetime
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "at")
SELECT "id", CASE WHEN "at" GLOB '????-??-??[ T]??:??:??*[-+]??:??' THEN datetime(substr("at", 1, 19) || substr("at", -6)) || substr("at", 20, length("at") - 25) WHEN "at" GLOB '????-??-??[ T]??:??*' THEN replace(rtrim("at", 'Z'), 'T', ' ') ELSE "at" END
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
