-- cargo-schema: foreign-keys=off

-- rename table `people` to `users`
ALTER TABLE "people" RENAME TO "users";

-- rename unique constraint `uq_people_name` on `users` to `uq_users_name`
DROP INDEX IF EXISTS "uq_people_name";

-- rename index `ix_people_boss` on `users` to `ix_users_boss`
DROP INDEX "ix_people_boss";

-- rename unique constraint `uq_people_name` on `users` to `uq_users_name`
-- rename index `ix_people_boss` on `users` to `ix_users_boss`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(80) NOT NULL,
    "boss" INTEGER
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "boss")
SELECT "id", "name", "boss"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_name`
CREATE UNIQUE INDEX "uq_users_name" ON "users" ("name");

-- index `ix_users_boss`
CREATE INDEX "ix_users_boss" ON "users" ("boss");
