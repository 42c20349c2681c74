-- cargo-schema: foreign-keys=off

-- alter column `users.id`: auto increment
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id")
SELECT "id"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
