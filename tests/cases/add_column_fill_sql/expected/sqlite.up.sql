-- cargo-schema: foreign-keys=off

-- add column `users.shout`: varchar(80), not null, existing rows get sql(upper(name))
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(80) NOT NULL,
    "shout" VARCHAR(80) NOT NULL
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "shout")
SELECT "id", "name", (upper(name))
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
