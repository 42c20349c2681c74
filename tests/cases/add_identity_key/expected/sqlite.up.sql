-- cargo-schema: foreign-keys=off

-- add column `users.id`: i64, not null, auto increment
-- add primary key to `users`: id
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `users`
CREATE TABLE "_schema_rebuild_users" (
    "name" VARCHAR(80) NOT NULL,
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("name")
SELECT "name"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
