-- cargo-schema: foreign-keys=off

-- alter column `users.a`: default 1 -> 2
-- alter column `users.b`: default 1 -> none
-- alter column `users.c`: default none -> 3
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "a" INTEGER NOT NULL DEFAULT 2,
    "b" INTEGER NOT NULL,
    "c" INTEGER NOT NULL DEFAULT 3
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "a", "b", "c")
SELECT "id", "a", "b", "c"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
