-- cargo-schema: foreign-keys=off

-- add column `users.bio`: text, not null, existing rows get "none yet"
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(80) NOT NULL,
    "bio" TEXT NOT NULL
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "bio")
SELECT "id", "name", 'none yet'
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
